using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Configuration;

/// <summary>Whether a preprocessing gives what a network takes.</summary>
internal static class PreprocessingFit
{
    /// <summary>What does not fit, in sentences.</summary>
    /// <param name="preprocessing">The preprocessing.</param>
    /// <param name="input">The network's input.</param>
    /// <param name="model">What the sentences call the network.</param>
    /// <param name="source">Whose preprocessing it is, for example <c> of dataset 'x'</c>; empty where that is clear.</param>
    public static IEnumerable<string> Mistakes(
        Preprocessing preprocessing, ImageSize input, string model = "The model", string source = "")
    {
        if (preprocessing.ChannelCount != input.Channels)
            yield return $"{model} takes {input.Channels} channels, but the preprocessing{source} gives {preprocessing.ChannelCount} "
                + $"(\"{preprocessing.Channels}\"); state another preprocessing, or put it into the JSON file beside the model.";
        var side = Math.Max(input.Height, input.Width);
        if (preprocessing.Resize == Preprocessing.Crop && preprocessing.ShorterSideFor(input) < side)
            yield return $"{model} takes {input.Width}×{input.Height} pixels, but the preprocessing{source} brings the shorter side to "
                + $"{preprocessing.ShorterSide}; shorterSide is at least {side}.";
    }
}
