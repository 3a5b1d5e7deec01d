namespace VisEval.Metrics.Shared.Curves;

/// <summary>Formulas of <see cref="WorkAttribute"/> for metrics that follow a curve.</summary>
internal static class CurveWork
{
    /// <summary>The pixels of the input.</summary>
    public const string Pixels = "height * width";

    /// <summary>Pixels or values of C×H×W, as the option <c>elements</c> says.</summary>
    public const string Elements = $"({Pixels} * when(elements, pixels, 1, input-channels))";

    /// <summary>Square regions of the side in the option <c>side</c>.</summary>
    public const string Regions = "ceil(height / side) * ceil(width / side)";

    /// <summary>Steps of the size in the option <c>step</c> over all pixels.</summary>
    public const string PixelSteps = $"ceil({Pixels} / when(step, 0, ceil({Pixels} / 28), step))";

    /// <summary>Steps of the size in the option <c>step</c> over all elements.</summary>
    public const string ElementSteps = $"ceil({Elements} / when(step, 0, ceil({Elements} / 28), step))";

    /// <summary>Steps over all elements whose number may be given by the option <c>steps</c>.</summary>
    public const string Steps = $"when(steps, 0, {ElementSteps}, {GivenSteps})";

    /// <summary>Images at a point of the curve that separates elements of equal value.</summary>
    public const string Orders = "when(ties, expected, tie-orders, 1)";

    /// <summary>Not 0 where the values of the map decide how many images there are.</summary>
    public const string TiesDecide = "when(ties, expected, 1, 0)";

    /// <summary>Not 0 where the shape of the attribution decides what an element is.</summary>
    public const string ShapeDecides = "when(elements, own-values, 1, 0)";

    /// <summary>Not 0 where given steps may put several points of a curve at one place.</summary>
    public const string SpacingDecides = $"when(steps, 0, 0, when(spacing, percentile, 1, max(0, steps - {Pixels})))";

    private const string GivenSteps =
        $"when(spacing, even, steps, when(spacing, percentile, steps + 1, ceil({Elements} / ceil({Elements} / steps))))";
}
