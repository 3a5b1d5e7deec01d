using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Backpropagation;
using VisEval.Onnx.Format;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Models;

/// <summary>Fully convolutional networks on mosaics of images at their own resolution.</summary>
[Category("Engine")]
public class EnlargedTests
{
    private static readonly string[] Pooled =
        ["resnetish", "densenetish", "mobilenetv2ish", "efficientnetish", "squeezenetish", "shufflenetish"];

    [TestCaseSource(nameof(Pooled))]
    public void Apart_the_head_of_a_cell_says_of_a_mosaic_what_the_network_says_of_the_image_in_it(string name)
    {
        using var model = Open(name);
        var images = Images.Random(model.Input, 4, seed: 5).Values;
        var mosaic = Mosaic(images, model.Input);
        for (var cell = 0; cell < 4; cell++)
            Assert.That(
                model.Enlarge(2, cell, apart: true).Predict(mosaic).Logits.Values,
                Is.EqualTo(model.Predict(images).Logits.Item(cell).ToArray()).Within(1e-4), $"cell {cell}");
    }

    // The places of squeezenetish on a mosaic are an odd number, so that its cells are not equally large.
    private static IEnumerable<string> EquallyLarge => Pooled.Where(name => name != "squeezenetish");

    [TestCaseSource(nameof(EquallyLarge))]
    public void The_scores_of_a_mosaic_are_the_mean_of_those_of_its_cells(string name)
    {
        using var model = Open(name);
        var mosaic = Mosaic(Images.Random(model.Input, 4, seed: 6).Values, model.Input);
        var cells = Enumerable.Range(0, 4).Select(c => model.Enlarge(2, c).Predict(mosaic).Logits.Values).ToList();
        Assert.That(
            model.Enlarge(2).Predict(mosaic).Logits.Values,
            Is.EqualTo(Enumerable.Range(0, model.ClassCount).Select(c => cells.Average(l => l[c])).ToArray()).Within(1e-4),
            "a mean over all places is the mean of the means over its quarters");
    }

    [Test]
    public void The_file_for_other_programs_says_of_a_mosaic_what_the_network_says(
        [ValueSource(nameof(Pooled))] string name, [Values(null, 2)] int? head, [Values] bool apart)
    {
        using var model = Open(name);
        var enlarged = model.Enlarge(2, head, apart);
        var folder = Directory.CreateTempSubdirectory("viseval-test-").FullName;
        try
        {
            var mosaic = Mosaic(Images.Random(model.Input, 4, seed: 8).Values, model.Input);
            var file = enlarged.FileIn(folder);
            using var again = OnnxModel.Open(file);
            Assert.That(again.Input, Is.EqualTo(model.Input with { Height = 2 * model.Input.Height, Width = 2 * model.Input.Width }));
            Assert.That(
                again.Predict(mosaic).Logits.Values, Is.EqualTo(enlarged.Predict(mosaic).Logits.Values).Within(1e-4));
            Assert.That(
                Of(again, mosaic), Is.EqualTo(Of(enlarged, mosaic)).Within(1e-4), "and so do its explanations");
            var (written, before) = (OnnxFile.Read(file), OnnxFile.Read(PathOf(name)));
            if (head is null && !apart)
                Assert.That(
                    (written.Nodes.Select(n => n.Operator), written.Opsets.ToList(), written.Outputs),
                    Is.EqualTo((before.Nodes.Select(n => n.Operator), before.Opsets.ToList(), before.Outputs)), "nothing but the size");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static float[] Of(IModel model, Tensor mosaic) =>
            new InputXGradient().Explain(model, new ImageBatch(mosaic, [Seed.Of(1)]), [1])[0].Values.Values;
    }

    [Test]
    public void Apart_the_gradient_is_zero_outside_the_cell_and_grad_cam_is_not()
    {
        using var model = Open("resnetish");
        var mosaic = new ImageBatch(Mosaic(Images.Random(model.Input, 4, seed: 7).Values, model.Input), [Seed.Of(1)]);
        var enlarged = model.Enlarge(2, 2, apart: true);
        var (height, width) = (model.Input.Height, model.Input.Width);
        double Share(string method)
        {
            var unit = new Catalogue<IAttributionMethod>(typeof(IAttributionMethod).Assembly).Create(method).Value;
            var map = unit.Explain(enlarged, mosaic, [1])[0].ToMap(2 * height, 2 * width);
            var sums = new double[2];
            for (var y = 0; y < map.Height; y++)
                for (var x = 0; x < map.Width; x++)
                    sums[y >= height && x < width ? 0 : 1] += Math.Max(map[y, x], 0f);
            return sums[0] / sums.Sum();
        }
        Assert.That(Share("gradient"), Is.EqualTo(1));
        Assert.That(Share("input-x-gradient"), Is.EqualTo(1));
        Assert.That(Share("grad-cam"), Is.LessThan(0.9));
    }

    [TestCase("vggish")]
    [TestCase("vitish")]
    public void A_network_that_is_not_fully_convolutional_is_refused(string name)
    {
        using var model = Open(name);
        Assert.That(() => model.Enlarge(2), Throws.TypeOf<InputException>().With.Message.Contains("mosaics of 2×2"));
    }

    private static OnnxModel Open(string name) => OnnxModel.Open(PathOf(name));

    private static string PathOf(string name) => GoldenFolder.PathOf($"models/{name}.onnx");

    private static Tensor Mosaic(Tensor images, ImageSize size)
    {
        var mosaic = Tensor.Zeros(1, size.Channels, 2 * size.Height, 2 * size.Width);
        for (var i = 0; i < mosaic.Length; i++)
        {
            var (c, y, x) = (i / (4 * size.Pixels), i / (2 * size.Width) % (2 * size.Height), i % (2 * size.Width));
            var (cell, place) = (y / size.Height * 2 + x / size.Width, y % size.Height * size.Width + x % size.Width);
            mosaic.Values[i] = images.Item(cell)[c * size.Pixels + place];
        }
        return mosaic;
    }
}
