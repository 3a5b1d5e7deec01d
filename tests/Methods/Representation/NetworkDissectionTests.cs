using VisEval.Core;
using VisEval.Methods.Representation;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Resampling;
using VisEval.Onnx.Loading;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Representation;

/// <summary>Dissection of planted detectors, of random ones, and by naive loops.</summary>
internal sealed class NetworkDissectionTests
{
    // The naive loops reckon in double precision.
    private const double Rounding = 1e-6;

    private static readonly Concept[] TwoConcepts = [new("thing", "object", [], true), new("other", "object", [], true)];

    [TestCase(ThresholdSource.Layer)]
    [TestCase(ThresholdSource.Enlarged)]
    public void A_planted_detector_has_an_overlap_of_one(ThresholdSource source)
    {
        var size = new ImageSize(2, 8, 8);
        // Channel 0 is the thing, where it is; channel 1 is noise. Of 16·64 values the thing is 16·4.
        var images = MadeUpStudy.Images(size, 16, 1);
        foreach (var image in images)
            for (var p = 0; p < 64; p++)
                image.Values[p] = IsThing(p) ? 5 : 0;
        var study = MadeUpStudy.Of(LinearModel.Random(size, 2, 1), ["layer"], images, 2, TwoConcepts, Masks);
        var findings = new NetworkDissection(4.0 / 64, source).Analyse(study);
        var units = findings.Tables[0];
        Assert.That(units.Word(0, "concept"), Is.EqualTo("thing"));
        Assert.That(units.Number(0, "share_above"), Is.EqualTo(4.0 / 64));
        var overlap = (Finding.Ratio)units.Cell(0, "iou");
        Assert.That(overlap.Parts, Is.EqualTo(overlap.Wholes).And.All.EqualTo(4));
        Assert.That(units.Number(0, "detects"), Is.EqualTo(1));
        Assert.That(findings.Tables[2].Number(0, "unique_detectors"), Is.GreaterThanOrEqualTo(1));
        var bars = (FindingPicture.Bars)findings.Pictures[1];
        Assert.That(bars.Lines[0].Label, Is.EqualTo("0: object thing"));
        Assert.That((bars.Lines[0].Compared, bars.Mark), Is.EqualTo((units.Number(0, "iou_shuffled"), 0.04)));
        Assert.That(((Finding.Ratio)bars.Lines[0].Length).Parts, Is.EqualTo(overlap.Parts));

        static bool IsThing(int pixel) => pixel is 9 or 10 or 17 or 18;
        static IReadOnlyList<ConceptMask> Masks(int image) =>
        [
            new(0, new PixelMask([.. Enumerable.Range(0, 64).Select(IsThing)], 8, 8)),
            new(1, new PixelMask([.. Enumerable.Range(0, 64).Select(p => p >= 48)], 8, 8)),
        ];
    }

    [TestCase(ThresholdSource.Layer)]
    [TestCase(ThresholdSource.Enlarged)]
    public void A_concept_in_one_image_of_ten_can_be_matched_whole_and_no_overlap_passes_what_is_attainable(ThresholdSource source)
    {
        var size = new ImageSize(2, 8, 8);
        // Channel 0 is half of the first image, 5 % of all; channel 1 is the first row of each image.
        var images = MadeUpStudy.Images(size, 10, 1);
        foreach (var (i, image) in images.Index())
            for (var p = 0; p < 128; p++)
                image.Values[p] = p < 64 ? i == 0 && p < 32 ? 1 : 0 : p < 72 ? 1 : 0;
        var study = MadeUpStudy.Of(
            LinearModel.Random(size, 2, 1), ["layer"], images, 2,
            [new("thing", "object", [], true), new("small", "part", [], true), new("all", "background", [], true)],
            i =>
            [
                .. i == 0 ? [new ConceptMask(0, Mask(p => p < 32))] : Array.Empty<ConceptMask>(), new(1, Mask(p => p == i)),
                new(2, Mask(_ => true)),
            ]);
        var concepts = new NetworkDissection(0.05, source).Analyse(study).Tables[1];
        Assert.That((concepts.Number(0, "best_iou"), concepts.Number(0, "attainable")), Is.EqualTo((1.0, 1.0)));
        // A sparse channel could be the small concept and nothing else.
        Assert.That(concepts.Number(1, "attainable"), Is.EqualTo(1));
        Assert.That(concepts.Number(2, "attainable"), Is.EqualTo(0.05).Within(1e-12));

        static PixelMask Mask(Func<int, bool> holds) => new([.. Enumerable.Range(0, 64).Select(holds)], 8, 8);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void No_enlarged_map_has_more_pixels_above_than_the_bound(bool corners)
    {
        var random = Seed.Of(2).Random();
        foreach (var (side, full) in new[] { (3, 12), (4, 10), (5, 5), (1, 6), (7, 9) })
        {
            var input = new ImageSize(1, full, full);
            var overlap = new ConceptOverlap(
                new SpatialLayer("layer", new PlaceLayout(PlaceOrder.ChannelsFirst, 1, side, side)), input, corners);
            for (var held = 1; held <= 3; held++)
            {
                var bound = overlap.MostPixels(1, held / (double)(side * side), enlarged: false);
                Assert.That(bound, Is.LessThanOrEqualTo(full * full));
                for (var trial = 0; trial < 50; trial++)
                {
                    var map = new float[side * side];
                    for (var i = 0; i < held; i++)
                        map[random.NextInt(map.Length)] = 1;
                    var enlarged = new float[full * full];
                    new Upsampler(side, side, full, full, corners).Resize(map, enlarged);
                    Assert.That(enlarged.Count(v => v > 0), Is.LessThanOrEqualTo(bound));
                }
            }
        }
    }

    [Test]
    public void A_random_detector_has_the_overlap_of_independent_masks()
    {
        const double quantile = 0.02, share = 0.1;
        var size = new ImageSize(1, 64, 64);
        var images = MadeUpStudy.Images(size, 40, 2);
        var study = MadeUpStudy.Of(LinearModel.Random(size, 2, 1), ["layer"], images, 2, TwoConcepts[..1], image =>
        {
            var random = Seed.Of(99).For(image).Random();
            return [new(0, new PixelMask([.. Enumerable.Range(0, 4096).Select(_ => random.NextDouble() < share)], 64, 64))];
        });
        var units = new NetworkDissection(quantile).Analyse(study).Tables[0];
        var overlap = (Finding.Ratio)units.Cell(0, "iou");
        const double expected = quantile * share / (quantile + share - quantile * share);
        // Σ|M ∩ L| of 163,840 pixels is 328 with a standard deviation of 17.
        Assert.That(overlap.Parts.Sum() / overlap.Wholes.Sum(), Is.EqualTo(expected).Within(4 * 17 / 328.0 * expected));
        Assert.That(units.Number(0, "iou_shuffled"), Is.EqualTo(expected).Within(4 * 17 / 328.0 * expected));
    }

    [TestCase(ThresholdSource.Layer)]
    [TestCase(ThresholdSource.Enlarged)]
    public void Overlaps_are_those_of_naive_loops(ThresholdSource source)
    {
        const int count = 12;
        var size = new ImageSize(1, 12, 12);
        var model = ConvolutionalModel.Random(size, 2, 3);
        var images = MadeUpStudy.Images(size, count, 3);
        // The second concept is not in every image, and those without any of the category do not count.
        IReadOnlyList<ConceptMask> Masks(int image) => image % 4 == 3 ? [] :
        [
            .. new[] { new ConceptMask(0, Mask(p => (p + image) % 7 == 0)), new ConceptMask(1, Mask(p => p % 12 > image)) }
                .Take(image % 2 == 0 ? 2 : 1),
        ];
        static PixelMask Mask(Func<int, bool> holds) => new([.. Enumerable.Range(0, 144).Select(holds)], 12, 12);
        var study = MadeUpStudy.Of(model, ["relu2"], images, 2, TwoConcepts, Masks);
        var units = new NetworkDissection(0.1, source).Analyse(study).Tables[0];
        var shape = model.Network.ShapeOf("relu2");
        var (height, width) = (shape[1], shape[2]);
        var layer = images.Select(i => model.Activations(i, ["relu2"])[0].Values).ToList();
        for (var k = 0; k < shape[0]; k++)
        {
            double[] sorted =
            [
                .. (source == ThresholdSource.Layer
                    ? layer.SelectMany(v => v[(k * height * width)..((k + 1) * height * width)].Select(f => (double)f))
                    : layer.SelectMany(v => Enumerable.Range(0, 144).Select(p => Bilinear(v, k, p / 12, p % 12)))).OrderDescending(),
            ];
            Assert.That(units.Number(k, "threshold"), Is.EqualTo(sorted[(int)(0.1 * sorted.Length + 1e-9)]).Within(Rounding));
            var threshold = units.Number(k, "threshold");
            double[] overlaps = [.. Enumerable.Range(0, 2).Select(c => Overlap(c, k, threshold))];
            if (overlaps.Max() == 0)
                continue;
            var found = (Finding.Ratio)units.Cell(k, "iou");
            Assert.That(found.Parts.Sum() / found.Wholes.Sum(), Is.EqualTo(overlaps.Max()).Within(1e-12));
            Assert.That(units.Word(k, "concept"), Is.EqualTo(overlaps[0] >= overlaps[1] ? "thing" : "other"));
        }

        double Overlap(int concept, int k, double threshold)
        {
            var (both, either) = (0.0, 0.0);
            foreach (var (i, values) in layer.Index().Where(l => Masks(l.Index).Count > 0))
            {
                var mask = Masks(i).FirstOrDefault(m => m.Concept == concept)?.Pixels;
                for (var y = 0; y < 12; y++)
                    for (var x = 0; x < 12; x++)
                    {
                        var (above, inside) = (Bilinear(values, k, y, x) > threshold + Rounding, mask?[y, x] == true);
                        both += above && inside ? 1 : 0;
                        either += above || inside ? 1 : 0;
                    }
            }
            return both / either;
        }

        double Bilinear(float[] values, int k, int y, int x)
        {
            double At(int row, int column) => values[k * height * width
                + Math.Clamp(row, 0, height - 1) * width + Math.Clamp(column, 0, width - 1)];
            var (v, u) = ((y + 0.5) * height / 12 - 0.5, (x + 0.5) * width / 12 - 0.5);
            var (top, left) = ((int)Math.Floor(v), (int)Math.Floor(u));
            var (b, a) = (v - top, u - left);
            double Across(int row) => (1 - a) * At(row, left) + a * At(row, left + 1);
            return (1 - b) * Across(top) + b * Across(top + 1);
        }
    }

    [Test]
    public void A_map_that_is_mostly_zero_has_the_threshold_zero_and_nothing_above_is_a_state()
    {
        var size = new ImageSize(2, 4, 4);
        var images = MadeUpStudy.Images(size, 10, 4);
        foreach (var (i, image) in images.Index())
            for (var p = 0; p < 32; p++)
                image.Values[p] = p == 3 && i == 0 ? 1 : 0;
        var study = MadeUpStudy.Of(
            LinearModel.Random(size, 2, 1), ["layer"], images, 2, TwoConcepts[..1],
            _ => [new(0, new PixelMask([.. Enumerable.Range(0, 16).Select(p => p < 4)], 4, 4))]);
        var units = new NetworkDissection(0.1).Analyse(study).Tables[0];
        Assert.That(units.Number(0, "threshold"), Is.Zero);
        Assert.That(units.Number(0, "share_above"), Is.EqualTo(1 / 160.0));
        Assert.That(units.Rows[1].State.Text, Is.EqualTo("degenerate:nothing-above-threshold"));
    }

    [Test]
    public void A_value_that_is_not_finite_is_a_state()
    {
        var size = new ImageSize(1, 2, 2);
        var images = MadeUpStudy.Images(size, 5, 5);
        images[2].Values[1] = float.NaN;
        var study = MadeUpStudy.Of(
            LinearModel.Random(size, 2, 1), ["layer"], images, 2, TwoConcepts[..1],
            _ => [new(0, new PixelMask([true, false, false, false], 2, 2))]);
        Assert.That(new NetworkDissection().Analyse(study).Tables[0].Rows[0].State.Text, Is.EqualTo("undefined:not-finite"));
    }

    [Test]
    public void A_layer_without_places_and_a_dataset_without_masks_are_objected_to()
    {
        var size = new ImageSize(1, 2, 2);
        var study = MadeUpStudy.Of(LinearModel.Random(size, 2, 1), ["flat"], MadeUpStudy.Images(size, 5, 5), 2);
        var objections = new NetworkDissection().Objections(study).ToList();
        Assert.That(objections, Has.Count.EqualTo(2).And.Some.Contains("has no places").And.Some.Contains("masks"));
    }
}
