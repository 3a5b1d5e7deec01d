using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Onnx.Models;

namespace VisEval.Harness;

/// <summary>Scores a heatmap that was made anywhere, for a network that is at hand as a model.</summary>
public static class Scorer
{
    /// <summary>The numbers of metrics. What only a method could answer is <c>undefined:no-method</c>, what needs the place of the class
    /// <c>undefined:no-annotation</c> without one.</summary>
    /// <param name="model">The network.</param>
    /// <param name="input">What it was shown, normalized: 1×C×H×W or C×H×W.</param>
    /// <param name="map">The heatmap, H×W at the input's size, or smaller: it is then enlarged bilinearly.</param>
    /// <param name="target">The class that the map explains.</param>
    /// <param name="truth">Where the class is, in pixels of the input; null where nobody says.</param>
    /// <param name="metrics">Metrics with their options: <c>deletion</c>, <c>pointing-game:tolerance=7</c>; at least one.</param>
    /// <exception cref="InputException">A metric is not known, or an argument is wrong.</exception>
    public static IReadOnlyList<Score> Score(
        IModel model, Tensor input, SaliencyMap map, int target, Truth? truth, params IEnumerable<string> metrics) =>
        Score(model, input, map, target, truth, CancellationToken.None, metrics);

    /// <summary>As the other, and can be stopped.</summary>
    /// <param name="model">The network.</param>
    /// <param name="input">What it was shown, normalized.</param>
    /// <param name="map">The heatmap.</param>
    /// <param name="target">The class that the map explains.</param>
    /// <param name="truth">Where the class is, in pixels of the input; null where nobody says.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <param name="metrics">Metrics with their options; at least one.</param>
    /// <exception cref="InputException">As the other.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<Score> Score(
        IModel model, Tensor input, SaliencyMap map, int target, Truth? truth, CancellationToken stop, params IEnumerable<string> metrics)
    {
        var image = new GivenImage(InputImage.FromTensor(input), null, model.Input, target, truth);
        return new SingleImage(model, image, Catalogues.BuiltIn(), Settings.DefaultSeed)
            .Scores(new GivenMap(map, model.Input), metrics, stop);
    }
}
