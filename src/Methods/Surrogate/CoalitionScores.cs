using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Surrogate;

/// <summary>What coalitions of superpixels are worth: the score of the image in which all others are hidden.</summary>
internal static class CoalitionScores
{
    /// <summary>The scores of coalitions, of the empty one and of the whole image.</summary>
    /// <param name="model">The model.</param>
    /// <param name="subject">The image.</param>
    /// <param name="segments">Its superpixels.</param>
    /// <param name="fill">The image with all of them hidden.</param>
    /// <param name="score">Which score.</param>
    /// <param name="count">The number of coalitions.</param>
    /// <param name="members">Who takes part in a coalition; asked for in order.</param>
    public static (float[] Scores, double Nothing, double Everything) Of(
        IModel model, Subject subject, Segments segments, float[] fill, ClassScore score, int count, Func<int, bool[]> members)
    {
        var scores = Expansion.Scores(model, subject, count + 2, score, (sample, destination) =>
        {
            if (sample < count)
                segments.Compose(members(sample), subject.Image, fill, destination);
            else
                (sample == count ? fill : subject.Image).CopyTo(destination);
        });
        return (scores, scores[^2], scores[^1]);
    }
}
