using System.Globalization;
using System.Text.RegularExpressions;
using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>What the header of a .npy file says.</summary>
/// <param name="Type">How one value is stored.</param>
/// <param name="Shape">The length of every axis.</param>
/// <param name="Count">The number of values.</param>
internal sealed partial record NpyHeader(NpyType Type, int[] Shape, long Count)
{
    /// <summary>Reads the Python dictionary of a header.</summary>
    /// <exception cref="InputException">A key is missing, or what it says is not supported.</exception>
    public static NpyHeader Parse(string text, string name)
    {
        var descr = DescrPattern().Match(text);
        if (!descr.Success)
            throw new InputException(text.Contains("'descr'", StringComparison.Ordinal)
                ? $"'{name}' stores records (a structured type); a plain array of floats, integers or booleans is needed."
                : $"'{name}': the header has no 'descr': {text.Trim()}");
        var type = NpyType.Parse(descr.Groups[1].Value, name);

        var order = OrderPattern().Match(text);
        if (!order.Success)
            throw new InputException($"'{name}': the header has no 'fortran_order': {text.Trim()}");
        if (order.Groups[1].Value == "True")
            throw new InputException($"'{name}' is stored in Fortran order (columns first); C order is needed, else images would come out transposed. Save numpy.ascontiguousarray(x).");

        var shape = ShapePattern().Match(text);
        if (!shape.Success)
            throw new InputException($"'{name}': the header has no readable 'shape': {text.Trim()}");
        return Of(type, shape.Groups[1].Value, name);
    }

    private static NpyHeader Of(NpyType type, string shape, string name)
    {
        var lengths = new List<int>();
        var count = 1L;
        foreach (var part in shape.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Every partial product stays below 2³¹, so the long cannot overflow.
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || (count *= length) > Array.MaxLength)
                throw new InputException($"'{name}': the shape ({shape.Trim()}) is not a list of lengths with at most {Array.MaxLength} values in all.");
            lengths.Add(length);
        }
        return new NpyHeader(type, [.. lengths], count);
    }

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"]([^'"]*)['"]""")]
    private static partial Regex DescrPattern();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)""")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([^()]*)\)""")]
    private static partial Regex ShapePattern();
}
