using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>Everything a metric may ask about one explanation; the same for every metric, with no ONNX, sessions or files in sight.</summary>
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

    /// <summary>Where the target is, or null where the dataset does not say.</summary>
    GroundTruth? Truth { get; }

    /// <summary>The seed of this metric's random draws, specific to run, image and metric.</summary>
    Seed Seed { get; }

    /// <summary>Explains another image (1×C×H×W) for the same target, by the same method, with the same seed.</summary>
    Attribution Explain(Tensor image);

    /// <summary>The number of weight layers of the model, for randomization.</summary>
    int WeightLayerCount { get; }

    /// <summary>Explains the same image for the same target after the <paramref name="layers"/> layers nearest the output were re-drawn.</summary>
    Attribution ExplainRandomized(int layers);
}
