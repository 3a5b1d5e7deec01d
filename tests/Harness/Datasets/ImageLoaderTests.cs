using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets;

public sealed class ImageLoaderTests
{
    private static readonly Preprocessing Plain = new("RGB", 1, [0, 0, 0], [1, 1, 1]);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void Values_are_scaled_then_centred_then_divided_channel_by_channel()
    {
        var path = _folder.Write("a.png", TestPictures.Encode(new Picture([10, 20, 30, 40, 50, 60], 2, 1, 3)));
        var preprocessing = new Preprocessing("RGB", 0.5, [1, 2, 3], [2, 4, 8]);
        var prepared = ImageLoader.Load(path, preprocessing, new ImageSize(3, 1, 2));
        Assert.That(prepared.Input.Shape.ToArray(), Is.EqualTo(new[] { 1, 3, 1, 2 }));
        Assert.That(prepared.Input.Values, Is.EqualTo(new[] { 2f, 9.5f, 2f, 5.75f, 1.5f, 3.375f }));
        Assert.That((prepared.Image.Id, prepared.Image.Labels.Count), Is.EqualTo(("a.png", 0)));
    }

    [Test]
    public void BGR_turns_the_channels_round_and_takes_the_mean_in_the_order_of_the_network()
    {
        var path = _folder.Write("a.png", TestPictures.Encode(new Picture([10, 20, 30], 1, 1, 3)));
        var prepared = ImageLoader.Load(path, new Preprocessing("BGR", 1, [1, 2, 3], [1, 1, 1]), new ImageSize(3, 1, 1));
        Assert.That(prepared.Input.Values, Is.EqualTo(new[] { 29f, 18f, 7f }));
    }

    [Test]
    public void Gray_is_converted_before_it_is_resized()
    {
        var picture = TestPictures.Pattern(9, 7, 3);
        var path = _folder.Write("a.png", TestPictures.Encode(picture));
        var prepared = ImageLoader.Load(path, new Preprocessing("gray", 1, [0], [1]), new ImageSize(1, 3, 4));
        Assert.That(prepared.Input.Values, Is.EqualTo(TestPictures.Bilinear(picture.ToGray(), 4, 3).Pixels.Select(p => (float)p)));
    }

    [Test]
    public void Squash_scales_both_sides_and_its_geometry_maps_the_whole_picture_onto_the_whole_input()
    {
        var path = _folder.Write("a.png", TestPictures.Encode(TestPictures.Pattern(20, 10, 3)));
        var geometry = ImageLoader.Load(path, Plain, new ImageSize(3, 5, 5)).Geometry;
        Assert.That(geometry, Is.EqualTo(new ImageGeometry(10, 20, 0.25, 0.5, 0, 0)));
        Assert.That(geometry.ToInput(new Box(0, 0, 20, 10)), Is.EqualTo(new Box(0, 0, 5, 5)));
    }

    [Test]
    public void Crop_takes_the_centre_of_the_picture_resized_by_its_shorter_side()
    {
        var picture = TestPictures.Pattern(20, 10, 3);
        var path = _folder.Write("a.png", TestPictures.Encode(picture));
        var prepared = ImageLoader.Load(path, Plain with { Resize = Preprocessing.Crop, ShorterSide = 6 }, new ImageSize(3, 4, 4));
        // 20×10 becomes 12×6; 4×4 is left after 4 columns and 1 row.
        Assert.That(prepared.Geometry, Is.EqualTo(new ImageGeometry(10, 20, 0.6, 0.6, 4, 1)));
        var expected = TestPictures.Bilinear(picture, 12, 6);
        for (var y = 0; y < 4; y++)
            for (var x = 0; x < 4; x++)
                for (var c = 0; c < 3; c++)
                    Assert.That(prepared.Input.Values[(c * 4 + y) * 4 + x], Is.EqualTo((float)expected[y + 1, x + 4, c]));
    }

    // torchvision: Resize(256) and CenterCrop(224) of 500×333 give 384×256 cut at column 80, row 16; of 5×9 with 4 and 3: 4×7 at 0, 2.
    [TestCase(500, 333, 256, 224, 80, 16, 384.0 / 500, 256.0 / 333)]
    [TestCase(333, 500, 256, 224, 16, 80, 256.0 / 333, 384.0 / 500)]
    [TestCase(5, 9, 4, 3, 0, 2, 0.8, 7.0 / 9)]
    public void Crop_cuts_where_torchvision_cuts(
        int width, int height, int side, int input, int left, int top, double scaleX, double scaleY)
    {
        var path = _folder.Write("a.png", TestPictures.Encode(TestPictures.Pattern(width, height, 3)));
        var prepared =
            ImageLoader.Load(path, Plain with { Resize = Preprocessing.Crop, ShorterSide = side }, new ImageSize(3, input, input));
        Assert.That(prepared.Geometry, Is.EqualTo(new ImageGeometry(height, width, scaleX, scaleY, left, top)));
    }

    [Test]
    public void The_geometry_starts_from_the_size_the_boxes_were_drawn_on()
    {
        _folder.Write("images/a.png", TestPictures.Encode(TestPictures.Pattern(8, 8, 3)));
        var image = new DatasetImage("a", "images/a.png", [0], [], AnnotationSize: [40, 20]);
        var dataset = new Dataset(new DatasetManifest("d", "", "", ["x"], TargetChoice.Top1, Plain, [image]), _folder["dataset.json"], "");
        var prepared = ImageLoader.Load(dataset, image, Plain, new ImageSize(3, 4, 4));
        Assert.That(prepared.Geometry, Is.EqualTo(new ImageGeometry(20, 40, 0.1, 0.2, 0, 0)));
        Assert.That(prepared.Image, Is.SameAs(image));
    }

    [TestCase("RGB", 3)]
    [TestCase("BGR", 3)]
    [TestCase("gray", 1)]
    public void The_picture_of_an_input_is_the_picture_it_was_made_from(string channels, int count)
    {
        var picture = TestPictures.Pattern(6, 4, 3);
        var path = _folder.Write("a.png", TestPictures.Encode(picture));
        var preprocessing = new Preprocessing(
            channels, 1 / 255.0, [.. new[] { 0.485, 0.456, 0.406 }.Take(count)], [.. new[] { 0.229, 0.224, 0.225 }.Take(count)]);
        var prepared = ImageLoader.Load(path, preprocessing, new ImageSize(count, 4, 6));
        var back = PictureFile.Decode(_folder.Write("b.png", InputPicture.ToPng(prepared.Input, preprocessing)));
        var gray = picture.ToGray().Pixels.SelectMany(p => new[] { p, p, p }).ToArray();
        Assert.That(back.Pixels, Is.EqualTo(count == 3 ? picture.Pixels : gray));
    }
}
