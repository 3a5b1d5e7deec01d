using VisEval.Core;

namespace VisEval.Harness.Evaluation;

/// <summary>Notices arrays that were written columns first.</summary>
internal static class AxisOrder
{
    /// <summary>What is wrong with a height and a width whose proportions are those of the input turned by a quarter; null where nothing
    /// is, or where the input is square, so that nobody can tell.</summary>
    public static string? Mistake(int height, int width, ImageSize size) =>
        size.Height != size.Width && (long)height * size.Height == (long)width * size.Width
            ? $"the array seems to be transposed, rows and columns exchanged: the input has {size.Height} rows and {size.Width} columns, "
                + "H×W; swap the last two axes."
            : null;
}
