using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>Everything a metric may ask about one explanation; the same for every metric, with no ONNX, sessions or files in sight.</summary>
/// <remarks>What cannot be had here (no method behind a map that was read from a file, no other images, no random-label network) throws
/// <see cref="NotApplicableException"/>, and the metric's numbers are <c>undefined:why</c>; a metric need not catch it.</remarks>
public interface IMetricContext
{
    /// <summary>The model that was explained.</summary>
    IClassifier Model { get; }

    /// <summary>The explained image, normalised, 1×C×H×W.</summary>
    Tensor Image { get; }

    /// <summary>The class the explanation is for.</summary>
    int Target { get; }

    /// <summary>The explanation as the method defines it.</summary>
    Attribution Attribution { get; }

    /// <summary>The explanation as one value a pixel at the input's size.</summary>
    SaliencyMap Map { get; }

    /// <summary>The classes the dataset says are in the image, possibly none.</summary>
    IReadOnlyList<int> Labels { get; }

    /// <summary>Where a class is in the image, or null where the dataset does not say.</summary>
    GroundTruth? TruthOf(int target);

    /// <summary>The seed of this metric's random draws, specific to run, image and metric.</summary>
    Seed Seed { get; }

    /// <summary>The seed of draws that several metrics share, specific to run and image: give each purpose its own part of it.</summary>
    Seed SharedSeed { get; }

    /// <summary>The number of weight layers of the model, for randomization.</summary>
    int WeightLayerCount { get; }

    /// <summary>Explains images (N×C×H×W) for one class, by the same method with the same seed, on the model or a changed copy of it.</summary>
    /// <exception cref="NotApplicableException">There is no method, or no such copy.</exception>
    IReadOnlyList<Attribution> Explain(Tensor images, int target, ModelVariant variant);

    /// <summary>The image in one cell of a grid×grid mosaic, among images of other classes that the model is sure of.</summary>
    /// <param name="grid">Rows and columns of cells, at least 2.</param>
    /// <param name="confidence">The least probability at which the model must name the right class of every image in the mosaic.</param>
    /// <exception cref="NotApplicableException">The image itself, or too few others, are classified that surely.</exception>
    Mosaic Mosaic(int grid, double confidence);

    /// <summary>A picture of one gray value, 0 to 255, as the network sees it: normalised, 1×C×H×W.</summary>
    /// <exception cref="NotApplicableException">How pictures become input is not known.</exception>
    Tensor Gray(byte value);

    /// <summary>The number of bytes the image (1×C×H×W, normalised) takes as a losslessly compressed picture.</summary>
    long CompressedSize(Tensor image);

    /// <summary>What several metrics need of one explanation, worked out once.</summary>
    /// <param name="key">Everything that determines the value, compared by value (a record), apart from the explanation itself. It must name the seed where it draws.</param>
    /// <param name="compute">Works it out.</param>
    T Share<T>(object key, Func<T> compute);

    /// <summary>What does not depend on the explanation but on model, image, target and <see cref="SharedSeed"/> alone, worked out once for all methods.</summary>
    /// <param name="key">Everything else that determines the value, compared by value.</param>
    /// <param name="compute">Works it out.</param>
    T ShareForImage<T>(object key, Func<T> compute);
}
