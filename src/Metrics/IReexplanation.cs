using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>Further explanations by the method of the evaluated one.</summary>
public interface IReexplanation
{
    /// <summary>The number of weight layers of the model, for randomization.</summary>
    int WeightLayerCount { get; }

    /// <summary>The name of the baseline x′ of which the method claims that its relevances add up to f(x) − f(x′): <c>zero</c>;
    /// empty where it claims nothing of the kind, null where no method is known.</summary>
    string? CompleteTo { get; }

    /// <summary>Explains images (N×C×H×W) for one class, by the same method with the same seed, on the model or a changed
    /// copy of it.</summary>
    /// <exception cref="NotApplicableException">There is no method, or no such copy.</exception>
    IReadOnlyList<Attribution> Explain(Tensor images, int target, ModelVariant variant);

    /// <summary>What the network makes of images (N×C×H×W) inside: the values of the layer that class activation methods use, one array
    /// an image.</summary>
    /// <exception cref="NotApplicableException">The network has no layer with height and width.</exception>
    IReadOnlyList<float[]> Represent(Tensor images);

    /// <summary>The image in one cell of a grid×grid mosaic, among images of other classes that the model is sure of: at full size where
    /// the network is fully convolutional.</summary>
    /// <param name="grid">Rows and columns of cells, at least 2.</param>
    /// <param name="confidence">The least probability at which the model must name the right class of every image in the mosaic.</param>
    /// <exception cref="NotApplicableException">There is no method, or the image itself, or too few others, are classified that
    /// surely.</exception>
    Mosaic Mosaic(int grid, double confidence);
}
