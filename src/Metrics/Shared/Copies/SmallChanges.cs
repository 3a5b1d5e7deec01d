using VisEval.Core;

namespace VisEval.Metrics.Shared.Copies;

/// <summary>The options of small changes of an image that are drawn.</summary>
/// <param name="Samples">The number of changes.</param>
/// <param name="Radius">Their size, in the units of the normalised image.</param>
/// <param name="Noise">How they are drawn.</param>
[OptionGroup]
internal sealed record SmallChanges(
    [InRange(1, 100_000)][About("Changed images.")] int Samples = 50,
    [InRange(1e-4, 1e6)][About("Size of the changes, in the units of the normalised image.")] double Radius = 0.2,
    SmallNoise Noise = SmallNoise.Uniform);
