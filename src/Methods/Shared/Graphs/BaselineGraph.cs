using VisEval.Core;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;

namespace VisEval.Methods.Shared.Graphs;

/// <summary>Baselines made of the images inside a graph; the graph's twin of <see cref="Baselines"/>.</summary>
internal static class BaselineGraph
{
    /// <summary>The baselines that a graph can make, for messages.</summary>
    public static string Allowed => string.Join(
        ", ", Enum.GetValues<Baseline>().Where(CanBe).Select(baseline => Kebab.From(baseline.ToString())));

    /// <summary>Whether a graph can make it: what is drawn from a seed of each image it cannot.</summary>
    public static bool CanBe(Baseline baseline) => baseline != Baseline.Random;

    /// <summary>The baseline of every image, N×C×H×W.</summary>
    /// <exception cref="NotApplicableException">It is noise, or a colour, and nothing says how colours become input.</exception>
    public static Value Of(Baseline baseline, ExplanationGraph graph)
    {
        var images = graph.Images;
        var size = graph.Model.Input;
        return baseline switch
        {
            Baseline.Zero => graph.Builder.Scalar(0).SpreadOver(images),
            Baseline.Mean => images.Widened().Mean(keep: true, 2, 3).ToFloat().SpreadOver(images),
            Baseline.Black => Colour(graph, baseline, graph.Surroundings.Black),
            Baseline.White => Colour(graph, baseline, graph.Surroundings.White),
            Baseline.Darkest => images.Lowest(2, 3).SpreadOver(images),
            Baseline.Brightest => images.Highest(2, 3).SpreadOver(images),
            Baseline.Blur => PlaneMatrix.Blurred(images, size, Baselines.BlurFraction * Math.Min(size.Height, size.Width)),
            _ => throw new NotApplicableException(
                "drawn-baseline",
                $"the baseline '{Kebab.From(baseline.ToString())}' is drawn from a seed of each image, which a file does not have; "
                + $"name others, joined by +, with baseline=…: {Allowed}."),
        };
    }

    private static Value Colour(ExplanationGraph graph, Baseline baseline, IReadOnlyList<float>? colour) => colour is null
        ? throw new NotApplicableException(
            "no-preprocessing",
            $"the baseline '{Kebab.From(baseline.ToString())}' is a colour, and nothing says how a picture becomes this model's input. "
            + "State the preprocessing, put a model.json beside the model, or take darkest or brightest.")
        : graph.Builder.Constant(Constant.Of([.. colour], colour.Count, 1, 1)).SpreadOver(graph.Images);
}
