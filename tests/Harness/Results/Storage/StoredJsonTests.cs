using VisEval.Core;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;
using VisEval.Methods.Representation.Contracts;
using VisEval.Metrics.Visualization;

namespace VisEval.Tests.Harness.Results.Storage;

/// <summary>What a run finds reads back from a column exactly.</summary>
public sealed class StoredJsonTests
{
    // The ends of what a double can be, and numbers whose shortest text has 17 digits.
    private static readonly double[] Doubles =
    [
        0, -0.0, double.Epsilon, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.1 + 0.2, 1 / 3.0, Math.PI,
    ];

    private static readonly AnalysisFindings Found = new("d", ["m", "n"], "tcav:runs=2", "tcav", new Findings(
        [
            new FindingTable(
                "all", "A row.",
                [new("word", "W."), new("number", "N.", ColumnKind.Interval), new("test", "T.", ColumnKind.Test)],
                [
                    FindingRow.Of("a \"word\" <é>", 1, Finding.None),
                    new FindingRow(
                        [new Finding.Mean(Doubles), new Finding.Crossed(Doubles, [1]), new Finding.Ratio(Doubles, Doubles)],
                        CellState.Undefined("too-few-images")),
                    FindingRow.Of(
                        new Finding.LeftOut(0.1, Doubles, double.NegativeInfinity, 1), new Finding.Compared(Doubles, []), double.NaN),
                ]),
        ],
        [
            new FindingPicture.Points("p", "P", [(0.1, -0.0), (double.NaN, 2)], [0, 1], ["x", "y"]),
            new FindingPicture.Bars("b", "B", "axis", [new Bar("l", new Finding.Mean(Doubles), 0.3), new Bar("m", 2)], 0.5),
            new FindingPicture.Grid("g", "G", ["r", "s"], new[,] { { 1, double.NaN }, { 0.1 + 0.2, -0.0 } }, 0, 1),
        ]));

    [Test]
    public void Findings_read_back_exactly()
    {
        var text = StoredJson.Write(Found);
        var read = StoredJson.Read<AnalysisFindings>(text);
        // The text tells −0 from 0 and every digit: equal texts of what was read are equal findings.
        Assert.That(StoredJson.Write(read), Is.EqualTo(text));
        var cells = read.Findings.Tables[0].Rows;
        Assert.That(
            ((Finding.Mean)cells[1].Cells[0]).Values.Select(BitConverter.DoubleToInt64Bits),
            Is.EqualTo(Doubles.Select(BitConverter.DoubleToInt64Bits)));
        Assert.That(cells[1].State, Is.EqualTo(CellState.Undefined("too-few-images")));
        Assert.That(cells[0].State.IsOk);
        Assert.That(cells[0].Cells[0], Is.EqualTo(new Finding.Word("a \"word\" <é>")));
        Assert.That(((FindingPicture.Points)read.Findings.Pictures[0]).At[1].Y, Is.EqualTo(2));
        Assert.That(((FindingPicture.Grid)read.Findings.Pictures[2]).Values[1, 0], Is.EqualTo(0.1 + 0.2));
    }

    [Test]
    public void Every_kind_of_cell_and_picture_is_among_the_findings()
    {
        var text = StoredJson.Write(Found);
        foreach (var kind in new[] { typeof(Finding), typeof(FindingPicture) }.SelectMany(
            t => t.GetNestedTypes().Where(n => n.IsSubclassOf(t))))
            Assert.That(text, Does.Contain($"\"kind\":\"{kind.Name}\""));
    }

    [Test]
    public void Numbers_and_pictures_read_back_exactly()
    {
        var measured = new PictureMeasurement(
            "v", true, "m",
            [
                .. Doubles.Select(d => new VisualizationScore("s", d, CellState.Ok)
                {
                    Unit = "u", Picture = 2, Layer = "l", WithoutUnit = Doubles,
                }),
            ],
            new Dictionary<string, double> { ["s"] = 0.1 + 0.2 })
        {
            Error = "why",
            IsFailed = true,
        };
        var text = StoredJson.Write(measured);
        Assert.That(StoredJson.Write(StoredJson.Read<PictureMeasurement>(text)), Is.EqualTo(text));
        var row = new VisualizationRow("class:1", 1, "v", false, 3, PictureKind.Patch, [])
        {
            Channels = 3,
            Height = 5,
            Width = 7,
            Activation = 0.1 + 0.2,
            RelativeError = double.NaN,
            Forwards = 11,
            Backwards = 13,
            Source = "s",
            Remark = "r",
            Course = [new ActivationStep(1, -0.0), new ActivationStep(2, 1 / 3.0)],
        };
        var read = StoredJson.Read<VisualizationRow>(StoredJson.Write(row));
        Assert.That(read with { Png = row.Png, Course = row.Course }, Is.EqualTo(row));
        Assert.That(read.Course, Is.EqualTo(row.Course));
    }

    [Test]
    public void A_text_that_is_none_is_a_damaged_row() =>
        Assert.That(() => StoredJson.Read<AnalysisFindings>("{\"Dataset\":"), Throws.TypeOf<FormatException>());
}
