namespace VisEval.Onnx.Exporting;

/// <summary>Versions of the file format: which one a file states for its operator set.</summary>
internal static class IrVersions
{
    // Before, weights had to be listed among the inputs.
    private const long Oldest = 4;
    private const long Newest = 10;

    // The standard released each operator set together with a version of the format, or after it.
    private static readonly (long Opset, long Ir)[] Released = [(21, 10), (19, 9), (15, 8), (12, 7), (11, 6)];

    /// <summary>That of the source where it goes with the operator set, else the one that the set came with; 4 to 10.</summary>
    /// <param name="opset">The operator set of the file.</param>
    /// <param name="sourceOpset">That of the source.</param>
    /// <param name="sourceIr">The source's version of the format.</param>
    public static long For(long opset, long sourceOpset, long sourceIr)
    {
        // A file that has this pair is proof enough that they go together.
        var least = opset == sourceOpset ? Oldest : Released.First(r => r.Opset <= opset).Ir;
        return Math.Clamp(sourceIr, least, Newest);
    }
}
