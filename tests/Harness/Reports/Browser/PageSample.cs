using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Reports.Browser;

/// <summary>A run with two networks, two classes on an image, and methods of every kind of standing.</summary>
internal static class PageSample
{
    private const int Images = 12;

    /// <summary>The run; a to d are ranked in this order, e has noise for maps.</summary>
    public static RunResults Run { get; } = Make();

    private static RunResults Make()
    {
        MethodInfo[] methods =
        [
            Method("a", "backpropagation"), Method("b", "activation-mapping"), Method("c", "perturbation"), Method("d:steps=4"),
            Method("e", "perturbation"), Control("random"), Control("sobel"),
        ];
        var run = Empty(methods, [Deletion with { Construct = Construct.Removal },
            PointingGame with { Construct = Construct.Localization }, Similarity, ReportMetrics.Runtime], "one", "two");
        run = run with { Info = run.Info with { Datasets = [run.Info.Datasets[0] with { Images = Images }] } };
        var noise = Seed.Of(3).Random();
        double Near(double mean) => mean + 0.04 * (noise.NextInt(101) - 50) / 50.0;
        foreach (var model in new[] { "one", "two" })
            foreach (var (place, method) in methods.Index())
            {
                var score = method.Name switch { "random" => 0.6, "sobel" => 0.55, "e" => 0.6, _ => 0.1 + 0.08 * place };
                run = run
                    .With(method.Key, Deletion, [.. Enumerable.Range(0, Images).Select(_ => (double?)Near(score))], model)
                    .With(method.Key, PointingGame, [.. Enumerable.Range(0, Images).Select(i => (double?)(i % 7 > place ? 1 : 0))], model)
                    .With(method.Key, Similarity, [.. Enumerable.Range(0, Images).Select(_ => (double?)Near(0.1 * place))], model);
            }
        return run with
        {
            Timings =
            [
                .. from model in new[] { "one", "two" }
                   from method in methods.Index()
                   select new TimingRow("toy", model, method.Item.Key, 0, 1 + 10 * method.Index, 1, 1, 100),
            ],
            Predictions =
            [
                .. from model in new[] { "one", "two" }
                   from image in Enumerable.Range(0, Images)
                   select new PredictionRow("toy", model, $"i{image}", [0, 1], 0, 0.9),
            ],
            Pictures = [.. from model in new[] { "one", "two" } from image in new[] { 0, 1 }
                           select new PictureRow("toy", model, $"i{image}", Picture(16, 16))],
            Maps =
            [
                .. from model in new[] { "one", "two" }
                   from image in new[] { 0, 1 }
                   from target in new[] { 0, 1 }
                   from method in methods
                   select new MapRow("toy", model, method.Key, $"i{image}", target, 4, 4,
                       method.Key == "e" ? null : [.. Enumerable.Range(0, 16).Select(i => (byte)(16 * i))]),
            ],
            Randomized =
            [
                .. from model in new[] { "one", "two" }
                   from method in methods
                   from count in new[] { 1, 3 }
                   select new RandomizedMap(
                       new MapRow("toy", model, method.Key, "i0", 0, 2, 2, method.Key == "e" ? null : [0, 255, 0, 0]),
                       new ModelVariant.Randomized(0, count), 3),
            ],
            Curves =
            [
                .. from model in new[] { "one", "two" }
                   from method in methods
                   from image in Enumerable.Range(0, 2)
                   select new CurveRow(
                       new CellKey("toy", model, method.Key, "deletion", $"i{image}", 0), "deletion", [0, 0.5, 1], [1, 0.4, 0]),
            ],
        };
    }
}
