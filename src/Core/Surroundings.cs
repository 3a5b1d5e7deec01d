namespace VisEval.Core;

/// <summary>What is known of an image beyond its pixels: the colours of the input and other images.</summary>
public sealed record Surroundings
{
    /// <summary>Nothing is known: normalised pixels alone.</summary>
    public static Surroundings Unknown { get; } = new();

    /// <summary>A black pixel (0 of 255) as the network sees it, one value a channel; null where nothing says how a picture becomes
    /// input.</summary>
    public IReadOnlyList<float>? Black { get; init; }

    /// <summary>A white pixel (255 of 255) as the network sees it, one value a channel; null where nothing says how a picture becomes
    /// input.</summary>
    public IReadOnlyList<float>? White { get; init; }

    /// <summary>Reference images: other images, normalised like this one, N×C×H×W; null where nobody asked for any, N = 0 where
    /// those that were asked for hold nothing but this image. To be read only.</summary>
    public Tensor? References { get; init; }

    /// <summary>The number N of reference images.</summary>
    public int ReferenceCount => References?.BatchSize ?? 0;

    /// <summary>The same where a constant is added to every value of the input.</summary>
    public Surroundings ShiftedBy(float constant) => new()
    {
        Black = Black?.Select(v => v + constant).ToArray(),
        White = White?.Select(v => v + constant).ToArray(),
        References = References is null ? null : new Tensor(Array.ConvertAll(References.Values, v => v + constant), References.Shape),
    };
}
