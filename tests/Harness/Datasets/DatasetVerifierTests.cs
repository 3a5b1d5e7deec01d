using System.Text.Json.Nodes;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Inspection;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Input;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets;

public sealed class DatasetVerifierTests
{
    private TemporaryFolder _folder = null!;
    private TestDataset _dataset = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _dataset = new TestDataset(_folder);
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    // Values that no pixel has, and black: a run refuses what inspecting names, in the same words.
    [TestCase("""{"file": "masks/c.png", "object": [1]}""", "no pixel has the value 1, which is stated for the object")]
    [TestCase("\"masks/d.png\"", "is empty; it must be non-zero where the object is")]
    public void A_mask_without_its_object_is_said_by_inspecting_too(string mask, string why)
    {
        using var folder = new TemporaryFolder();
        var test = new TestDataset(folder);
        folder.Write(test.PathOf("masks/d.png"), TestPictures.Mask([.. Enumerable.Repeat("........", 6)]));
        var dataset = test.With(j => j["images"]![2]!["objects"]![0]!["mask"] = JsonNode.Parse(mask)).Read();
        Assert.That(DatasetVerifier.Verify(dataset, dataset.Manifest.Images), Has.Exactly(1).Contains(why));
        Assert.That(
            DatasetInspection.Of(DatasetOpening.ContentOf(dataset)).Problems.Select(p => p.What), Has.Exactly(1).Contains(why));
    }

    [Test]
    public void A_sound_dataset_has_no_mistakes() => Assert.That(Verify(), Is.Empty);

    [Test]
    public void A_missing_file_is_named_even_if_no_image_in_use_needs_it()
    {
        File.Delete(_folder[_dataset.PathOf("masks/c.png")]);
        Assert.That(Verify(used: 1), Is.EqualTo(
            new[] { $"{_dataset.ManifestPath}: the file \"masks/c.png\" is missing ({_folder[_dataset.PathOf("masks/c.png")]})." }));
    }

    [Test]
    public void An_altered_file_is_named_with_both_hashes()
    {
        var path = _folder.Write(_dataset.PathOf("images/b.png"), TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        var expected = (string)_dataset.Json["sha256"]!["images/b.png"]!;
        Assert.That(Verify(), Is.EqualTo(new[]
        {
            $"{path}: the file was altered: its SHA-256 is {Sha256.OfFile(path)}, dataset.json says {expected}. Restore it, or correct the "
            + "manifest.",
        }));
    }

    [Test]
    public void A_file_that_only_the_hash_table_names_is_checked_as_well()
    {
        _dataset.WithModel("plain").With(j => j["sha256"]!["models/plain/model.onnx"] = new string('0', 64));
        Assert.That(Verify().Single(), Does.StartWith($"{_folder[_dataset.PathOf("models/plain/model.onnx")]}: the file was altered"));
    }

    [Test]
    public void A_damaged_picture_in_use_is_named()
    {
        var (a, c) = (Damage("images/a.png"), Damage("images/c.png"));
        Assert.That(Verify(used: 1), Has.Count.EqualTo(1).And.All.StartsWith($"{a}: the picture is damaged"));
        Assert.That(Verify().Select(m => m.Split(':')[0]), Is.EqualTo(new[] { a, c }));
    }

    [Test]
    public void A_damaged_mask_is_named()
    {
        var path = Damage("masks/c.png");
        Assert.That(Verify().Single(), Does.StartWith($"{path}: the picture is damaged"));
    }

    [Test]
    public void A_box_out_of_the_stored_picture_is_told()
    {
        _dataset.With(j => j["images"]![0]!["objects"]![0]!["box"] = new JsonArray(0, 0, 8, 7));
        Assert.That(Verify(), Is.EqualTo(
            new[] { $"{_dataset.ManifestPath}: image \"a\": the box [0, 0, 8, 7] reaches out of the annotated image of 8×6 pixels." }));
    }

    [Test]
    public void A_mask_of_another_size_is_told()
    {
        var path = _folder.Write(_dataset.PathOf("masks/c.png"), TestPictures.Mask("x.", ".x"));
        _dataset.With(j => j["sha256"]!.AsObject().Remove("masks/c.png"));
        Assert.That(Verify(), Is.EqualTo(new[] { $"{path}: the mask has 2×2 pixels, but its image \"c\" has 8×6." }));
    }

    [Test]
    public void An_empty_mask_is_told()
    {
        var path = _folder.Write(_dataset.PathOf("masks/c.png"), TestPictures.Mask([.. Enumerable.Repeat("........", 6)]));
        _dataset.With(j => j["sha256"]!.AsObject().Remove("masks/c.png"));
        Assert.That(Verify(), Is.EqualTo(new[] { $"{path}: the mask of image \"c\" is empty; it must be non-zero where the object is." }));
    }

    [Test]
    public void Of_many_images_the_first_are_decoded_and_of_the_others_the_head_is_read()
    {
        var images = _dataset.Json["images"]!.AsArray();
        _dataset.With(j => j["images"] = new JsonArray([.. Enumerable.Range(0, DatasetVerifier.Decoded).Select(i =>
        {
            var image = images[0]!.DeepClone();
            image["id"] = $"{i}";
            return image;
        }), .. images.Skip(1).Select(i => i!.DeepClone())]));
        Damage("images/b.png");
        Assert.That(Verify(used: DatasetVerifier.Decoded + 2), Is.Empty);
        File.WriteAllText(_folder[_dataset.PathOf("images/b.png")], "no picture");
        Assert.That(Verify(used: DatasetVerifier.Decoded + 2).Single(), Does.Contain("b.png: not a picture"));
    }

    [Test]
    public void Threads_change_nothing()
    {
        Damage("images/a.png");
        Damage("images/c.png");
        File.Delete(_folder[_dataset.PathOf("images/b.png")]);
        Assert.That(Verify(threads: 4), Is.EqualTo(Verify(threads: 1)).And.Count.EqualTo(3));
    }

    private string Damage(string file)
    {
        var path = _folder[_dataset.PathOf(file)];
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..60]);
        _dataset.With(j => j["sha256"]!.AsObject().Remove(file));
        return path;
    }

    private IReadOnlyList<string> Verify(int used = 3, int threads = 1)
    {
        var dataset = _dataset.Read();
        return DatasetVerifier.Verify(dataset, [.. dataset.Manifest.Images.Take(used)], threads);
    }
}
