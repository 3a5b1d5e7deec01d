using System.Globalization;
using System.Runtime.InteropServices;

namespace VisEval.Harness.Results.Storage;

/// <summary>How values stand in columns.</summary>
internal static class Columns
{
    /// <summary>A value as a column of SQLite holds it. SQLite has no NaN; it is kept as text, so that it is not taken for a missing
    /// number.</summary>
    public static object? FromValue(object? value) => value is double.NaN ? "NaN" : value;

    /// <summary>A number from a column.</summary>
    public static double? ToNumber(object? column) => column switch
    {
        null => null,
        string => double.NaN,
        _ => Convert.ToDouble(column, CultureInfo.InvariantCulture),
    };

    /// <summary>Doubles as bytes, in the machine's order (little-endian on everything .NET 10 runs on).</summary>
    public static byte[] FromNumbers(IReadOnlyList<double> values) => MemoryMarshal.AsBytes<double>(values.ToArray()).ToArray();

    /// <summary>Doubles from bytes.</summary>
    public static double[] ToNumbers(byte[] column) => MemoryMarshal.Cast<byte, double>(column).ToArray();

    /// <summary>Class indices as text, separated by spaces.</summary>
    public static string FromClasses(IReadOnlyList<int> classes) =>
        string.Join(' ', classes.Select(c => c.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Class indices from text.</summary>
    public static int[] ToClasses(string column) =>
        [.. column.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
}
