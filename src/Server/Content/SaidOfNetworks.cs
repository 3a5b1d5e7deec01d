using VisEval.Harness;
using VisEval.Harness.Configuration;
using VisEval.Onnx.Loading;

namespace VisEval.Server.Content;

/// <summary>What the command line says of every network.</summary>
/// <param name="Preprocessing">How pictures become inputs; null for what stands beside each.</param>
/// <param name="References">The images that methods compare with; null for none.</param>
/// <param name="ScoreOutput">Which tensor holds the scores; null to find it.</param>
/// <param name="Score">How a plane of scores becomes one; null for none.</param>
/// <param name="Height">Height of the images where it is free; null where that is not said.</param>
/// <param name="Width">Width of the images, likewise.</param>
/// <param name="Device">Where networks run.</param>
/// <param name="DeviceMemory">The memory of the device that may be used, in megabytes; null for no limit.</param>
/// <param name="Seed">The seed of every random draw.</param>
internal sealed record SaidOfNetworks(
    string? Preprocessing, string? References, string? ScoreOutput, string? Score, int? Height, int? Width, string Device,
    int? DeviceMemory, long Seed)
{
    /// <summary>The same, as the library takes it.</summary>
    /// <param name="catalogues">The methods that can be named.</param>
    /// <param name="networks">How many networks are open.</param>
    public NetworkOptions Options(Catalogues catalogues, int networks) => new()
    {
        Preprocessing = Preprocessing,
        References = References,
        Choices = new NetworkChoices(Output: ScoreOutput)
        {
            Plane = Height is { } height && Width is { } width ? new PlaneSize(height, width) : null,
            Reduction = Score is null ? null : ScoreReduction.Parse(Score),
        },
        // Half of it is for the passes at work, as many as there are processors, half for the programs that every network keeps.
        Device = Onnx.Engine.Device.Parse(Device) with
        {
            MemoryMegabytes = DeviceMemory is { } all ? Math.Max(1, 2 * all / (Environment.ProcessorCount + networks)) : null,
        },
        Seed = Seed,
        Catalogues = catalogues,
    };
}
