using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>Everything a metric may ask about one explanation; the same for every metric, without ONNX, sessions or files.</summary>
/// <remarks>What does not exist here (no method behind a map that was read from a file, no other images, no random-label network) throws
/// <see cref="NotApplicableException"/>, and the metric's numbers are <c>undefined:why</c>; a metric need not catch it.</remarks>
public interface IMetricContext
{
    /// <summary>The model that was explained.</summary>
    IClassifier Model { get; }

    /// <summary>The explanation that is evaluated, with its image and class.</summary>
    Explanation Explanation { get; }

    /// <summary>What the dataset says about the image.</summary>
    IAnnotation Annotation { get; }

    /// <summary>The seed of this metric's random draws, specific to run, image and metric.</summary>
    Seed Seed { get; }

    /// <summary>The seed of draws that several metrics share, specific to run and image: give each purpose its own part of it.</summary>
    Seed SharedSeed { get; }

    /// <summary>Further explanations by the same method.</summary>
    IReexplanation Reexplanation { get; }

    /// <summary>How pictures become input of the network, and input becomes a picture.</summary>
    IImageSpace ImageSpace { get; }

    /// <summary>What several metrics need of one explanation, computed once.</summary>
    /// <param name="key">Everything that determines the value, compared by value (a record), apart from the explanation itself. It must
    /// name the seed where it draws.</param>
    /// <param name="compute">Computes it.</param>
    T Share<T>(object key, Func<T> compute);

    /// <summary>What depends on model, image, target and <see cref="SharedSeed"/> but not on the explanation, computed once for all
    /// methods.</summary>
    /// <param name="key">Everything else that determines the value, compared by value.</param>
    /// <param name="compute">Computes it.</param>
    T ShareForImage<T>(object key, Func<T> compute);
}
