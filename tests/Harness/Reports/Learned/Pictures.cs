using System.Text.RegularExpressions;

namespace VisEval.Tests.Harness.Reports.Learned;

/// <summary>Pages without the bytes of their pictures, which belong to the library that makes them.</summary>
internal static partial class Pictures
{
    public static string Left(string html) => Bytes().Replace(html, "data:image/webp;base64,…");

    [GeneratedRegex("data:image/webp;base64,[A-Za-z0-9+/=]+")]
    private static partial Regex Bytes();
}
