using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;
using VisEval.Methods.Representation.Contracts;
using VisEval.Metrics.Visualization;

namespace VisEval.Tests.Testing;

/// <summary>Made-up pictures of units and findings of analyses, whose numbers can be told by head.</summary>
internal static class LearnedSamples
{
    private const int Images = 12;
    private static readonly string[] Units = ["class:0", "class:1", "conv:3"];

    /// <summary>A run with pictures of three units of every network and three analyses.</summary>
    public static RunResults With(RunResults run) => run with
    {
        Info = run.Info with
        {
            Representation = new RepresentationInfo(
                [
                    new AnalysisInfo("embedding:perplexity=3", "embedding", "The paper of embeddings, 2008"),
                    new AnalysisInfo("tcav", "tcav", "The paper of concepts, 2018"),
                    new AnalysisInfo("similarity", "similarity", "The paper of similarity, 2019"),
                ], [], []),
        },
        Visualizations = [.. run.Info.Models.Select(m => Visualizations("toy", m.Name))],
        Findings = Findings("toy", [.. run.Info.Models.Select(m => m.Name)]),
        SmallImages = [.. Enumerable.Range(0, Images).Select(i => new SmallImage("toy", $"i{i}", ReportSamples.Picture(8, 6)))],
    };

    /// <summary>Three natural patches, a picture made and two controls of every unit; of the last unit a control is missing.</summary>
    public static NetworkVisualizations Visualizations(string dataset, string model) => new(
        dataset, model,
        [
            .. Units.SelectMany((unit, u) => new[]
            {
                Row(unit, u, "ascent", false, 0, 9.5) with { Course = [new ActivationStep(0, 1), new ActivationStep(9, 9.5)] },
                Row(unit, u, "patches", false, 0, 3.25) with { Kind = PictureKind.Patch, Source = "i0 at 0, 2" },
                Row(unit, u, "patches", false, 1, 3) with { Kind = PictureKind.Patch, Source = "i1 at 4, 4" },
                Row(unit, u, "patches", false, 2, 2.5) with { Kind = PictureKind.Patch, Source = "i2 at 4, 0" },
                Row(unit, u, "noise", true, 0, -0.5) with { Remark = "It is noise." },
            }),
            .. Units.Take(2).Select((unit, u) => Row(unit, u, "best-natural", true, 0, null)),
        ],
        Scores(dataset, model));

    /// <summary>Four analyses of all networks: points with images, bars with chance, a grid, a table with a test.</summary>
    public static IReadOnlyList<AnalysisFindings> Findings(string dataset, IReadOnlyList<string> models) =>
    [
        new AnalysisFindings(dataset, models, "embedding:perplexity=3", "embedding", new Findings(
            [
                new FindingTable("points", "An image.", [new("image", "The image.")],
                    [.. Enumerable.Range(0, Images).Select(i => FindingRow.Of($"i{i}"))]),
                new FindingTable("quality", "A map.",
                    [new("network", "The network."), new("images", "The number of images."),
                        new("trustworthiness", "What the map keeps, 0 to 1.", ColumnKind.Interval)],
                    [.. models.Select(m => FindingRow.Of(m, Images, new Finding.Mean([0.5, 0.75, 1, 0.75])))]),
            ],
            [
                .. models.Select(m => new FindingPicture.Points(
                    $"{m}-conv", $"t-SNE of conv, {m}", [.. Enumerable.Range(0, Images).Select(i => (i % 4 * 1.0, i / 4 * 1.0))],
                    [.. Enumerable.Range(0, Images).Select(i => i % 2)], ["cat", "dog"])
                {
                    Network = m,
                    Images = [.. Enumerable.Range(0, Images).Select(i => $"i{i}")],
                }),
            ])),
        new AnalysisFindings(dataset, models, "tcav", "tcav", new Findings(
            [
                new FindingTable("scores", "A class and a concept.",
                    [new("network", "The network."), new("concept", "The concept."),
                        new("score", "Share of images whose score rises.", ColumnKind.Interval),
                        new("p", "Welch's test.", ColumnKind.Test)],
                    [
                        FindingRow.Of(
                            models[0], "red", new Finding.Mean([1, 1, 0.75, 1]), new Finding.Compared([1, 1, 0.9], [0.4, 0.5, 0.6])),
                        FindingRow.Of(models[0], "blue", new Finding.Mean([0, 0, 0.25, 0]), new Finding.Compared([0.5, 0.4], [0.4, 0.5])),
                        new FindingRow([models[0], "green", Finding.None, Finding.None], CellState.Undefined("too-few-images")),
                    ]),
            ],
            [
                new FindingPicture.Bars("bars", "Concepts of class cat", "share of images whose score rises",
                    [new Bar("red", new Finding.Mean([1, 1, 0.75, 1]), 0.5) { Row = 0 }, new Bar("blue", 0.0625, 0.5) { Row = 1 }], 0.5)
                {
                    Network = models[0],
                    Table = "scores",
                },
            ])),
        new AnalysisFindings(dataset, models, "similarity", "similarity", new Findings([],
            [
                new FindingPicture.Grid(
                    "cka", "Linear CKA", ["conv", "pool"], new[,] { { 1, 0.25 }, { 0.25, double.NaN } }, 0, 1),
            ])),
    ];

    private static VisualizationRow Row(string unit, int place, string visualizer, bool isControl, int index, double? response) => new(
        unit, place < 2 ? place : null, visualizer, isControl, index, PictureKind.Input, ReportSamples.Picture(16, 16))
    {
        Channels = 3,
        Height = 16,
        Width = 16,
        Activation = response,
        Forwards = 10,
        Backwards = 9,
    };

    private static PictureScores Scores(string dataset, string model) => new(
        dataset, model,
        [
            new Unit<IVisualizationMetric>("activation", "activation", new Activation()),
            new Unit<IVisualizationMetric>("mis", "mis", new Mis()),
        ],
        [
            .. Enumerable.Range(0, 10).SelectMany(u => new[]
            {
                Score("ascent", false, "activation", "rank", u, 0.9 + u % 2 / 20.0), Score("noise", true, "activation", "rank", u, 0.1),
                Score("best-natural", true, "activation", "rank", u, 0.95),
            }),
            new PictureScoreRow("ascent", false, "activation",
                new VisualizationScore("relative", null, CellState.Undefined("constant-response")) { Unit = "conv:3", Picture = 0 }),
        ],
        new Dictionary<(string, string), double> { [("activation", "rank")] = 0.5 }, new Dictionary<string, int>(),
        ["mis: there is no second network."]);

    private static PictureScoreRow Score(string visualizer, bool isControl, string metric, string name, int unit, double value) =>
        new(visualizer, isControl, metric, new VisualizationScore(name, value, CellState.Ok) { Unit = $"u{unit}", Picture = 0 });

    /// <summary>A picture that WebP cannot make small.</summary>
    public static byte[] Noise(int side, int seed)
    {
        var random = Seed.Of(seed).Random();
        using var bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque))
        {
            Pixels =
            [
                .. Enumerable.Range(0, side * side)
                    .Select(_ => new SKColor((byte)random.NextInt(256), (byte)random.NextInt(256), (byte)random.NextInt(256))),
            ],
        };
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
