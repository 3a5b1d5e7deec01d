using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Checking;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Harness.Datasets;
using VisEval.Tests.Harness.Datasets.Pictures;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Harness.Configuration.Checking;

/// <summary>Red and blue pictures, and a network that tells them apart by their first and last channel.</summary>
public sealed class PreprocessingTrialTests
{
    private const int Images = 16;
    private static readonly Preprocessing Right = PreprocessingPresets.All["0-1"];
    private static readonly Preprocessing TurnedRound = Right with { Channels = "BGR", Interpolation = "bicubic" };

    private TemporaryFolder _folder = null!;
    private Dataset _dataset = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        var images = Enumerable.Range(0, Images).Select(i => new DatasetImage($"{i}", $"{i}.png", [i % 2], [])).ToList();
        foreach (var (image, i) in images.Select((image, i) => (image, i)))
        {
            var (red, blue) = i % 2 == 0 ? (120 + i, 40) : (40, 120 + i);
            byte[] pixel = [(byte)red, 77, (byte)blue];
            _folder.Write(image.File, TestPictures.Encode(new Picture([.. Enumerable.Repeat(pixel, 12).SelectMany(p => p)], 4, 3, 3)));
        }
        _dataset = new Dataset(
            new DatasetManifest("d", "", "", ["red", "blue"], TargetChoice.Top1, Right, images), _folder["dataset.json"], "");
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void Channels_that_were_turned_round_are_found()
    {
        using var model = Network(background: false);
        var results = new PreprocessingTrial(model, _dataset, _dataset.Manifest.Images).Run(TurnedRound);
        Assert.That((results[0].Name, results[0].Hits, results[0].IsRight.Count), Is.EqualTo(("", 0, Images)));
        Assert.That(results.Skip(1).Select(r => r.Hits), Is.Ordered.Descending);
        var better = results[1 + BetterChoice.Of(results[0].IsRight, [.. results.Skip(1).Select(r => r.IsRight)])!.Value];
        Assert.That((better.Preprocessing.Channels, better.Hits), Is.EqualTo(("RGB", Images)));
        Assert.That(better.Preprocessing.Interpolation, Is.EqualTo("bicubic"), "only what is tried differs");
        Assert.That(better.Probability, Is.GreaterThan(results[0].Probability));
    }

    [Test]
    public void The_right_one_is_left_alone()
    {
        using var model = Network(background: false);
        var results = new PreprocessingTrial(model, _dataset, _dataset.Manifest.Images).Run(Right);
        Assert.That(results[0].Hits, Is.EqualTo(Images));
        Assert.That(BetterChoice.Of(results[0].IsRight, [.. results.Skip(1).Select(r => r.IsRight)]), Is.Null);
    }

    // Three scores, of which the first is a background that never wins.
    [Test]
    public void Labels_that_begin_one_score_later_are_found()
    {
        using var model = Network(background: true);
        var results = new PreprocessingTrial(model, _dataset, _dataset.Manifest.Images).Run(Right);
        var better = results[1 + BetterChoice.Of(results[0].IsRight, [.. results.Skip(1).Select(r => r.IsRight)])!.Value];
        Assert.That((better.Labels.Statement, better.Hits), Is.EqualTo(("\"labelOffset\": 1", Images)));
        Assert.That(
            LabelDoubt.Of("m", model, "d", _dataset.Manifest.Classes),
            Does.StartWith("WARNING: dataset 'd' has 2 classes, but m gives 3 scores").And.Contains("labelOffset"));
    }

    // Rightly recognized by the labels alone: the order of colours that came with them is not proposed.
    [Test]
    public void A_part_that_is_not_needed_falls_away()
    {
        using var model = Network(background: true);
        var trial = new PreprocessingTrial(model, _dataset, _dataset.Manifest.Images);
        var stated = trial.Run(Right)[0];
        var both = trial.Run(Right).First(r => r.Labels.Scores is not null && r.Preprocessing.Scale != Right.Scale && r.Hits == Images);
        var simpler = trial.Simpler(both, stated).ToList();
        Assert.That(simpler.Select(r => r.Name), Is.EqualTo(new[] { both.Name.Replace(", labelOffset 1", ""), "labelOffset 1" }));
        Assert.That(simpler.Select(r => r.Hits), Is.EqualTo(new[] { stated.Hits, Images }));
    }

    [TestCase(4, "", "a,b,c", "labelOffset 1")]
    [TestCase(5, "", "a,b,c", "")]
    [TestCase(10, "", "3,5,8", "labelMap [3, 5, 8]")]
    [TestCase(3, "", "0,1,2", "")]
    [TestCase(4, "tench, Tinca tinca;cat;dog;sea_lion", "dog|Sea lion|tench", "labelOffset 1; labelMap [2, 3, 0]")]
    [TestCase(4, "a;b;a;c", "a|b", "")]
    [TestCase(3, "b;a;c", "a|b|c", "labelMap [1, 0, 2]")]
    public void Labels_are_proposed_where_counts_or_names_tell_them(int scores, string names, string classes, string expected)
    {
        var choices = LabelChoice.Of(
            scores, names.Length == 0 ? [] : names.Split(';'), classes.Split(names.Length == 0 ? ',' : '|'));
        Assert.That(string.Join("; ", choices.Skip(1).Select(c => c.Name)), Is.EqualTo(expected));
    }

    [Test]
    public void Mapped_scores_are_a_softmax_of_their_own()
    {
        var all = ClassScores.FromLogits(new Tensor([1, 5, 2, 0], 1, 4));
        var picked = new LabelChoice("", [3, 0]).Of(all);
        Assert.That(picked.Top1(0), Is.EqualTo(1));
        Assert.That(picked.Probability(0, 1), Is.EqualTo(1 / (1 + Math.Exp(-1))).Within(1e-6));
    }

    [Test]
    public void As_many_scores_as_classes_are_no_doubt()
    {
        using var model = Network(background: false);
        Assert.That(LabelDoubt.Of("m", model, "d", _dataset.Manifest.Classes), Is.Null);
    }

    // 5 of 5 differing images: 1/32 = 0.031; of two ways tried the level is 0.025. 6 of 6: 0.016.
    [TestCase(5, 1, true)]
    [TestCase(5, 2, false)]
    [TestCase(6, 2, true)]
    [TestCase(4, 1, false)]
    public void Better_is_what_the_exact_sign_test_shows(int gained, int ways, bool better)
    {
        var stated = Enumerable.Range(0, 20).Select(i => i >= gained).ToList();
        var others = Enumerable.Range(0, ways).Select(w => (IReadOnlyList<bool>)(w == 0 ? Enumerable.Repeat(true, 20).ToList() : stated));
        Assert.That(BetterChoice.Of(stated, [.. others]), Is.EqualTo(better ? 0 : null));
    }

    private OnnxModel Network(bool background)
    {
        var b = new GraphBuilder();
        float[] rows = background ? [0, 0, 0, 9, 0, -9, -9, 0, 9] : [9, 0, -9, -9, 0, 9];
        var scores = b.Input("image", ElementType.Float, null, 3, 2, 2).Map("GlobalAveragePool").Map("Flatten");
        scores = b.Op("Gemm", [scores, b.Weight("w", Constant.Of(rows, rows.Length / 3, 3))], ("transB", 1L));
        using var file = new TemporaryModel(b.Build([scores.Name]));
        return OnnxModel.Open(file.Path);
    }
}
