namespace VisEval.Onnx.Loading;

/// <summary>The pixels that a value of a layer can depend on, along one axis: place i sees start + i·step … start + i·step + length − 1.
/// </summary>
/// <param name="Start">The first pixel of place 0; negative where it lies in the padding.</param>
/// <param name="Step">How many pixels further the next place starts.</param>
/// <param name="Length">The number of pixels.</param>
public readonly record struct FieldAxis(int Start, int Step, int Length)
{
    /// <summary>The pixels of a place that lie in the image: the first, and how many.</summary>
    /// <param name="place">The place.</param>
    /// <param name="side">The image's pixels along the axis.</param>
    public (int First, int Count) Of(int place, int side)
    {
        var first = Math.Clamp(Start + place * Step, 0, side);
        return (first, Math.Max(0, Math.Clamp(Start + place * Step + Length, 0, side) - first));
    }
}

/// <summary>The receptive field of a layer with places.</summary>
/// <param name="Rows">Down.</param>
/// <param name="Columns">Across.</param>
public sealed record ReceptiveField(FieldAxis Rows, FieldAxis Columns);
