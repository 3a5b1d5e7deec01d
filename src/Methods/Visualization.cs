using VisEval.Core;

namespace VisEval.Methods;

/// <summary>A picture of what a unit of a network responds to.</summary>
/// <param name="Picture">C×H×W, values in [0, 1], channels as in <see cref="PictureSpace.Stored"/>'s picture: red first.</param>
/// <param name="Kind">What kind of picture it is.</param>
/// <param name="Cost">What it took.</param>
public sealed record Visualization(Tensor Picture, PictureKind Kind, VisualizationCost Cost)
{
    /// <summary>What is optimised along the way, in the order of the steps, for what the network was shown (a transformed picture, where
    /// the visualizer transforms): the unit's response, or the squared relative error of an imitation; empty where nothing is.</summary>
    public IReadOnlyList<ActivationStep> Course { get; init; } = [];

    /// <summary>The unit's response to the finished picture as it is: the logit of a class, the mean over all places of a channel, the
    /// value of a neuron, the mean square of a layer; null where it was not shown to the network, or where it is not finite. Files keep
    /// the response to the picture of 8 bits.</summary>
    public double? Activation { get; init; }

    /// <summary>How far the response that is imitated was missed, ‖Φ(x) − Φ₀‖/‖Φ₀‖, of the finished picture; null where none
    /// is.</summary>
    public double? RelativeError { get; init; }

    /// <summary>Where the picture comes from: the name of a natural image, and the place in it; null where it was made.</summary>
    public string? Source { get; init; }

    /// <summary>How much every pixel counted on the way, H×W in [0, 1], where a picture was optimised (Fel et al., 2023); else
    /// null.</summary>
    public Tensor? Opacity { get; init; }

    /// <summary>What a reader must know of it, a sentence, such as that no derivative reached the pixels; null for nothing.</summary>
    public string? Remark { get; init; }
}

/// <summary>What kind of picture a visualization is.</summary>
public enum PictureKind
{
    /// <summary>Of the size of the network's input, to be shown to it.</summary>
    Input,

    /// <summary>A part of a natural image, or a picture of one: of its own size.</summary>
    Patch,

    /// <summary>Values of the network drawn for people, such as maps of a layer; nothing to be shown to it.</summary>
    Display,
}

/// <summary>The response of a unit at a step.</summary>
/// <param name="Step">The number of steps taken before.</param>
/// <param name="Value">The response.</param>
public readonly record struct ActivationStep(int Step, double Value);

/// <summary>What a picture took.</summary>
/// <param name="Forwards">Images run forwards, those of backward passes included.</param>
/// <param name="Backwards">Images run backwards.</param>
public readonly record struct VisualizationCost(long Forwards, long Backwards);
