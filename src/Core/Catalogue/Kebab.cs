using System.Text;

namespace VisEval.Core;

/// <summary>Names as they stand on the command line.</summary>
public static class Kebab
{
    /// <summary><c>GaussLegendre</c> and <c>gaussLegendre</c> become <c>gauss-legendre</c>.</summary>
    public static string From(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
                text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
