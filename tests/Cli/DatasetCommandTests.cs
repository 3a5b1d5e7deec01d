using System.Text.Json;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

public sealed class DatasetCommandTests
{
    private TinyDataset _tiny = null!;

    [SetUp]
    public void Open() => _tiny = new TinyDataset();

    [TearDown]
    public void Close() => _tiny.Dispose();

    [Test]
    public void What_a_folder_holds_is_told_as_JSON_with_the_names_of_the_contract()
    {
        var run = Do("dataset", "inspect", Expected.Path("Formats", "voc"), "--json");
        Assert.That((run.Status, run.Error), Is.EqualTo((0, "")));
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.That(root.EnumerateObject().Select(p => p.Name), Is.EquivalentTo(new[] { "classes", "images", "problems" }));
        var image = root.GetProperty("images")[0];
        Assert.That(
            image.EnumerateObject().Select(p => p.Name),
            Is.SupersetOf(new[] { "id", "file", "width", "height", "labels", "objects", "masks" }));
        Assert.That(
            image.GetProperty("objects")[0].EnumerateObject().Select(p => p.Name), Is.SupersetOf(new[] { "label", "box", "ignore" }));
        var mask = image.GetProperty("masks").GetProperty("dog");
        Assert.That((mask.GetProperty("area").GetInt32(), mask.GetProperty("ignore_area").GetInt32()), Is.EqualTo((1224, 593)));
        Assert.That(mask.GetProperty("sha256").GetString(), Does.StartWith("3c401d95"));
        Assert.That(root.GetProperty("problems")[0].GetProperty("what").GetString(), Is.Not.Empty);
    }

    [Test]
    public void People_read_counts_classes_sizes_and_problems_and_see_a_contact_sheet()
    {
        var run = Do("dataset", "inspect", Expected.Path("Formats", "cub"), "--out", "sheet.png");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("cub: 5 images, 3 classes").And.Contain("64 to 100 wide").And.Contain("2 problems:"));
        var sheet = VisEval.Harness.Datasets.Pictures.PictureFile.Decode(_tiny.Folder["sheet.png"]);
        Assert.That((sheet.Width, sheet.Height), Is.EqualTo((5 * 166 + 6, 172)));
    }

    [Test]
    public void An_import_is_a_dataset_that_can_be_inspected_and_keeps_all()
    {
        var voc = Expected.Path("Formats", "voc");
        var import = Do("dataset", "import", voc, "--out", "imported/dataset.json");
        Assert.That(import.Status, Is.Zero, import.Error);
        Assert.That(import.Out.Trim(), Is.EqualTo(_tiny.Folder["imported/dataset.json"]));
        Assert.That(import.Error, Does.Contain("WARNING: ").And.Contain("2012_000007"));
        string Masks(string path) => string.Join(' ', JsonDocument.Parse(Do("dataset", "inspect", path, "--json").Out).RootElement
            .GetProperty("images").EnumerateArray().Select(i => i.GetProperty("masks").GetRawText()));
        Assert.That(Masks("imported"), Is.EqualTo(Masks(voc)));
    }

    [Test]
    public void Wrong_arguments_are_told_at_once()
    {
        Do("dataset", "inspect", "nowhere").IsRefused("nowhere: there is no such folder or file.");
        Do("dataset", "import", "nowhere").IsRefused("--out FILE is needed", "nowhere: there is no such folder or file.");
        Do("dataset", "inspect", Expected.Path("Formats", "csv")).IsRefused("--table");
        Do("dataset", "inspect", Expected.Path("Formats", "voc"), "--format", "vok").IsRefused("Did you mean 'voc'?");
    }

    [Test]
    public void A_folder_of_pictures_is_run_and_the_run_is_repeated_by_its_file()
    {
        var run = Run("--dataset", "own", "--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("WARNING: loose.png"));
        var again = Do("run", "out/run.json", "--out", "again", "--quiet");
        Assert.That(again.Status, Is.Zero, again.Error);
        Assert.That(Scores("again"), Is.EqualTo(Scores("out")).And.Count.GreaterThan(10));
    }

    [Test]
    public void A_table_and_its_convention_stand_in_run_json()
    {
        WriteOwn();
        File.WriteAllText(_tiny.Folder["own/t.csv"], "image,label,bbox\n0.png,0,\"[0, 0, 2, 2]\"\n1.png,1,\"[1, 1, 3, 3]\"\n");
        Run("--dataset", "own", "--format", "csv", "--out", "out").IsRefused("--boxes corners or --boxes xywh");
        var run = Run("--dataset", "own", "--format", "csv", "--table", "own/t.csv", "--boxes", "xywh", "--out", "out");
        Assert.That(run.Status, Is.Zero, run.Error);
        var options = JsonDocument.Parse(File.ReadAllText(_tiny.Folder["out/run.json"])).RootElement.GetProperty("datasetOptions");
        Assert.That(options.GetProperty("boxes").GetString(), Is.EqualTo("xywh"));
        Assert.That(Do("run", "out/run.json", "--out", "again", "--quiet").Status, Is.Zero);
        Assert.That(Scores("again"), Is.EqualTo(Scores("out")));
    }

    [Test]
    public void A_run_is_not_continued_with_another_picture_under_an_old_name()
    {
        var first = Run("--dataset", "own", "--out", "out");
        Assert.That(first.Status, Is.Zero, first.Error);
        File.Copy(_tiny.Folder["own/b/2.png"], _tiny.Folder["own/a/0.png"], overwrite: true);
        Do("run", "out/run.json", "--out", "out").IsRefused("image 'a/0.png', or its mask, was altered", "existing=redo");
        Assert.That(Do("run", "out/run.json", "--out", "out", "--existing", "redo").Status, Is.Zero);
    }

    [Test]
    public void Only_images_that_the_network_gets_right_are_run_and_the_condition_stands_in_run_json()
    {
        List<string> Images(string directory) => [.. Scores(directory).Skip(1).Select(l => l.Split(',')[5]).Distinct().Order()];
        var all = Run("--dataset", "own", "--out", "all", "--corrupt", "brightness:0.9");
        Assert.That(all.Status, Is.Zero, all.Error);
        var some = Run("--dataset", "own", "--out", "some", "--where", "correct", "--corrupt", "brightness:0.9");
        var wrong = Run("--dataset", "own", "--out", "none", "--where", "corect,area<3", "--corrupt", "fog:1");
        wrong.IsRefused("--where corect", "--where area<3", "--corrupt fog:1");
        Assert.That(some.Status, Is.Zero, some.Error);
        var right = ResultStore.Load(_tiny.Folder["all"]).Predictions.Where(p => p.Labels.Contains(p.Top1)).Select(p => p.Image).Order();
        Assert.That(Images("some"), Is.EqualTo(right).And.Not.Empty);
        var again = Do("run", "some/run.json", "--out", "again", "--quiet");
        Assert.That(again.Status, Is.Zero, again.Error);
        Assert.That(Scores("again"), Is.EqualTo(Scores("some")));
        Run("--dataset", "own", "--out", "some").IsRefused("another run");
    }

    private CliRun Run(params string[] args)
    {
        if (!Directory.Exists(_tiny.Folder["own"]))
        {
            WriteOwn();
            foreach (var (file, folder) in new[] { ("0", "a"), ("1", "a"), ("2", "b") })
            {
                Directory.CreateDirectory(_tiny.Folder[$"own/{folder}"]);
                File.Move(_tiny.Folder[$"own/{file}.png"], _tiny.Folder[$"own/{folder}/{file}.png"]);
            }
            File.Copy(_tiny.Folder["datasets/tiny/0.png"], _tiny.Folder["own/loose.png"]);
        }
        return Do(
            ["run", .. args, "--model", "model/linear.onnx", "--method", "gradient", "--metric", "deletion", "--metric", "pointing-game"]);
    }

    private void WriteOwn()
    {
        Directory.CreateDirectory(_tiny.Folder["own"]);
        Directory.CreateDirectory(_tiny.Folder["model"]);
        for (var i = 0; i < 3; i++)
            File.Copy(_tiny.Folder[$"datasets/tiny/{i}.png"], _tiny.Folder[$"own/{i}.png"]);
        File.Copy(_tiny.Folder["datasets/tiny/models/linear/model.onnx"], _tiny.Folder["model/linear.onnx"]);
        File.WriteAllText(
            _tiny.Folder["model/linear.json"],
            """{ "preprocessing": { "channels": "gray", "scale": 0.00392156862745098, "mean": [0], "std": [1] } }""");
    }

    private CliRun Do(params string[] args) => CliRun.Of(_tiny.Folder.Path, args);

    private List<string> Scores(string directory) => [.. File.ReadAllLines(_tiny.Folder[$"{directory}/scores.csv"])];
}
