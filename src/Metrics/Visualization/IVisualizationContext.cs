using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>Everything a metric may ask about the pictures of one visualizer, without ONNX, sessions or files.</summary>
/// <remarks>Pictures are C×H×W of the size of the network's input, values k/255 as a file keeps them, red first; a batch is
/// N×C×H×W.</remarks>
public interface IVisualizationContext
{
    /// <summary>The pictures, by unit.</summary>
    IReadOnlyList<UnitPictures> Units { get; }

    /// <summary>Pictures of the kind that the network was made for, possibly none.</summary>
    NaturalPictures Natural { get; }

    /// <summary>The network that the pictures are of.</summary>
    IPictureNetwork Network { get; }

    /// <summary>Other networks for the same pictures and classes, possibly none.</summary>
    IReadOnlyList<IPictureNetwork> Others { get; }

    /// <summary>The responses of a unit to pictures: the logit of a class, the mean over all places of a channel, the value of a neuron,
    /// the mean square of a layer.</summary>
    /// <param name="unit">The name of the unit.</param>
    /// <param name="pictures">N×C×H×W.</param>
    double[] Respond(string unit, Tensor pictures);

    /// <summary>The pictures that the visualizer makes, with the same seeds, of the unit of a network whose weights are all
    /// re-drawn.</summary>
    /// <exception cref="NotApplicableException">The network cannot be re-drawn, or no picture came of it.</exception>
    IReadOnlyList<Tensor> Redrawn(string unit);

    /// <summary>The seed of draws, specific to the run and the network, the same for all visualizers: give each purpose its own part of
    /// it.</summary>
    Seed Seed { get; }

    /// <summary>What does not depend on the visualizer, computed once for all of them.</summary>
    /// <param name="key">Everything that determines the value, compared by value (a record).</param>
    /// <param name="compute">Computes it.</param>
    T Share<T>(object key, Func<T> compute);
}

/// <summary>A network that can be asked about pictures.</summary>
public interface IPictureNetwork
{
    /// <summary>What results call it.</summary>
    string Name { get; }

    /// <summary>The number of classes.</summary>
    int ClassCount { get; }

    /// <summary>Layers with channels and places that every path to the scores passes, from the image on.</summary>
    IReadOnlyList<PictureLayer> Layers { get; }

    /// <summary>The scores of pictures; classes in the order of the dataset.</summary>
    ClassScores Predict(Tensor pictures);

    /// <summary>The values of a layer, an array a picture: channel by channel, the places of each in row-major order.</summary>
    /// <param name="pictures">N×C×H×W.</param>
    /// <param name="layer">The name of one of <see cref="Layers"/>.</param>
    IReadOnlyList<float[]> Features(Tensor pictures, string layer);
}

/// <summary>A layer of a network.</summary>
/// <param name="Name">Its tensor.</param>
/// <param name="Channels">K.</param>
/// <param name="Places">Rows × columns.</param>
public sealed record PictureLayer(string Name, int Channels, int Places);
