using System.Globalization;
using VisEval.Harness.Configuration;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;

namespace VisEval.Harness;

/// <summary>What is said of a network when it is opened; what is not said comes from the file beside it, or is assumed and told in
/// <see cref="Network.Remarks"/>.</summary>
public sealed record NetworkOptions
{
    /// <summary>Nothing is said.</summary>
    public static NetworkOptions Default { get; } = new();

    /// <summary>How a picture becomes input: the name of a preset (<c>imagenet</c>, …), or a JSON file that says it.</summary>
    public string? Preprocessing { get; init; }

    /// <summary>What methods compare with that need other images: a folder of pictures, or a .npy file of inputs N×C×H×W.</summary>
    public string? References { get; init; }

    /// <summary>What the file leaves open: the size of the images, which output holds the scores, what they mean.</summary>
    public NetworkChoices Choices { get; init; } = NetworkChoices.None;

    /// <summary>Threads inside one pass; no number depends on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Megabytes for the tensors of one pass, and again for programs that are kept for the next call.</summary>
    public int MemoryMegabytes { get; init; } = Settings.DefaultMemory;

    /// <summary>Where the network runs.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>The seed of every random draw; with the content of the image and the method it fixes every heatmap.</summary>
    public long Seed { get; init; } = Settings.DefaultSeed;

    /// <summary>The methods and metrics that can be named; your own with <c>Catalogues.BuiltIn().With(assembly)</c>.</summary>
    public Catalogues Catalogues { get; init; } = Catalogues.BuiltIn();

    /// <summary>What is wrong with the numbers, by the bounds that they have in a run; sentences.</summary>
    internal IEnumerable<string> Mistakes()
    {
        (NumberSetting Setting, int? Value)[] settings =
        [
            (Settings.Threads with { Name = nameof(Threads) }, Threads),
            (Settings.MaxMemory with { Name = nameof(MemoryMegabytes) }, MemoryMegabytes),
            // It may be the share of one of several networks.
            (Settings.DeviceMemory with { Name = $"{nameof(Device)}.{nameof(Device.MemoryMegabytes)}", Minimum = 1 },
                Device.MemoryMegabytes),
        ];
        return settings.Where(s => s.Value is { } value && !s.Setting.Allows(value))
            .Select(s => s.Setting.Refusal(s.Value!.Value.ToString(CultureInfo.InvariantCulture)));
    }
}
