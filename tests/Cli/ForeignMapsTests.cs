using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Tests.Cli;

/// <summary><c>run --maps</c>: our own maps as those of another tool get our own numbers.</summary>
public sealed class ForeignMapsTests
{
    private static readonly string[] Metrics = ["deletion:step=1", "insertion:step=1", "pointing-game:tolerance=0", "max-sensitivity"];
    private TinyDataset _tiny = null!;

    private TemporaryFolder Folder => _tiny.Folder;

    [SetUp]
    public void Write() => _tiny = new TinyDataset();

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void Maps_of_our_own_method_get_its_numbers_in_every_layout()
    {
        List<Tensor> maps = [.. Enumerable.Range(0, 3).Select(Explained)];
        WriteAlone("perimage/linear", maps);
        WriteAlone("flat", [.. maps.Select(m => m.Reshape(4, 4))]);
        WriteAlone("classes/tiny/linear", maps, id => $"{id}@1");
        WriteArray("array/linear/maps.npy", maps);
        WriteArray("single.npy", maps);
        WriteArray("listed/linear.npy", [maps[2], maps[0], Explained(1), maps[1]]);
        File.WriteAllText(Folder["listed/linear.images.txt"], "image-2\nimage-0\nanother\n\nimage-1\n");
        NpyFile.WriteIntegers(Folder["listed/linear.targets.npy"], [1, 1, 0, 1]);

        Run("--maps", "a=perimage", "b=flat", "c=classes", "d=array", "e=single.npy", "--maps", "f=listed", "--out", "out").IsDone();
        var own = ForeignRun.RowsOf(Folder["out/scores.csv"], "input-x-gradient", Metrics[..3]);
        Assert.That(own, Has.Count.EqualTo(9));
        var shuffled = ForeignRun.RowsOf(Folder["out/shuffled.csv"], "input-x-gradient");
        Assert.That(shuffled, Has.Count.EqualTo(9), "each image with the map of another");
        foreach (var name in "abcdef")
        {
            Assert.That(ForeignRun.RowsOf(Folder["out/scores.csv"], $"maps:{name}", Metrics[..3]), Is.EqualTo(own), $"{name}");
            Assert.That(ForeignRun.RowsOf(Folder["out/shuffled.csv"], $"maps:{name}"), Is.EqualTo(shuffled), $"{name}");
        }
        Assert.That(
            ForeignRun.RowsOf(Folder["out/scores.csv"], "maps:a")
                .Where(r => r.Contains(",max-sensitivity", StringComparison.Ordinal)).Select(l => l.Split(',')[^1]).Distinct(),
            Is.EqualTo(new[] { "undefined:no-method" }));
        Assert.That(ForeignRun.RowsOf(Folder["out/timings.csv"], "maps:a"), Is.Empty, "reading a file is no explaining");
        Assert.That(File.ReadAllText(Folder["out/leaderboard.csv"]), Does.Contain("tiny,linear,maps:a,foreign,"));
        Assert.That(File.ReadAllText(Folder["out/report.html"]), Does.Contain("maps:a"));
    }

    [Test]
    public void Lower_resolutions_are_enlarged_and_channels_are_added_or_the_largest()
    {
        var small = new Tensor([0, 1, 2, 5], 2, 2);
        WriteAlone("small", [small, small, small]);
        var large = new Attribution(small).ToMap(4, 4);
        WriteAlone("large", [.. Enumerable.Repeat(new Tensor(large.Values, 4, 4), 3)]);
        Run("--maps", "s=small", "l=large", "--out", "out").IsDone();
        Assert.That(
            ForeignRun.RowsOf(Folder["out/scores.csv"], "maps:s", Metrics[..3]),
            Is.EqualTo(ForeignRun.RowsOf(Folder["out/scores.csv"], "maps:l", Metrics[..3])));

        List<Tensor> signed = [.. Enumerable.Range(0, 3).Select(Explained)];
        WriteAlone("signed", signed);
        WriteAlone("positive", [.. signed.Select(m => new Tensor([.. m.Values.Select(MathF.Abs)], 4, 4))]);
        Run("--maps", "s=signed", "p=positive", "--channels", "max-absolute", "--out", "absolute").IsDone();
        Assert.That(
            ForeignRun.RowsOf(Folder["absolute/scores.csv"], "maps:s", Metrics[..3]),
            Is.EqualTo(ForeignRun.RowsOf(Folder["absolute/scores.csv"], "maps:p", Metrics[..3])));
    }

    [Test]
    public void What_leaves_a_doubt_is_refused_all_of_it_at_once_before_anything_is_written()
    {
        var map = Tensor.Zeros(4, 4);
        WriteAlone("two", [map, map]);
        WriteAlone("large", [map, Tensor.Zeros(5, 4), map]);
        WriteAlone("colour", [map, Tensor.Zeros(3, 4, 4), map]);
        WriteAlone("nan", [map, new Tensor([.. Enumerable.Repeat(float.NaN, 16)], 4, 4), map]);
        WriteAlone("both", [map, map, map]);
        WriteArray("both/maps.npy", [map, map, map]);
        WriteArray("many/maps.npy", [map, map, map, map]);
        WriteAlone("other", [map, map, map], id => $"{id}@0");
        WriteArray("stated/maps.npy", [map, map, map]);
        NpyFile.WriteIntegers(Folder["stated/targets.npy"], [1, 0, 1]);
        File.WriteAllText(Folder["text.npy"], "no array");
        WriteAlone("elsewhere/other-network", [map, map, map]);
        Run("--maps", "two=two", "large=large", "colour=colour", "nan=nan", "both=both", "many=many", "other=other", "stated=stated",
            "text=text.npy", "no=nowhere", "elsewhere=elsewhere", "=x", "a b=two", "--maps", "two=large", "--out", "out").IsRefused(
            "has no map of 1 of 3 images of dataset 'tiny': image-2.", "image-2.npy",
            "the shape (5, 4); 5×4 is more than the input has (4×4)",
            "the shape (3, 4, 4); a map is H×W or 1×H×W",
            "the maps of 1 image hold NaN or infinite values: image-1",
            "one array of all maps, and '",
            "4 maps; 3 are needed, one for each image of dataset 'tiny'",
            "are not those of the classes that are explained: image-0 (none of class 1), image-1 (none of class 1), ",
            "image-1 (none of class 1). --targets-per-image",
            "text.npy' is not a .npy file",
            "--maps no=nowhere: there is no folder and no file",
            "has no map of 3 of 3 images",
            "--maps =x is not allowed; write NAME=DIR", "--maps a b=two is not allowed",
            "the name 'two' is given 2 times");
        Assert.That(Directory.Exists(Folder["out"]), Is.False);
    }

    [Test]
    public void An_image_whose_name_is_that_of_a_class_of_another_is_asked_about()
    {
        var dataset = Folder["datasets/tiny/dataset.json"];
        File.WriteAllText(dataset, File.ReadAllText(dataset).Replace("\"image-2\"", "\"image-0@1\"", StringComparison.Ordinal));
        List<Tensor> maps = [.. Enumerable.Range(0, 3).Select(Explained)];
        WriteAlone("m", maps);
        File.Move(Folder["m/image-2.npy"], Folder["m/image-0@1.npy"]);
        Run("--maps", "m=m", "--out", "clear").IsDone();
        File.Delete(Folder["m/image-0.npy"]);
        Run("--maps", "m=m", "--out", "out").IsRefused(
            "image-0@1.npy' may be the map of the image 'image-0@1', or that of class 1 of the image 'image-0'. "
            + "Give the map of 'image-0' as");
        Run("--maps", "m=m", "--limit", "2", "--no-shuffled", "--out", "out").IsRefused(
            "image-0@1.npy' may be the map of the image 'image-0@1'");
        Assert.That(Directory.Exists(Folder["out"]), Is.False);
    }

    [Test]
    public void Changed_maps_are_never_taken_for_the_same_run()
    {
        WriteAlone("m", [.. Enumerable.Range(0, 3).Select(Explained)]);
        Run("--maps", "m=m", "--out", "out").IsDone();
        Run("--maps", "m=m", "--out", "out").IsDone();
        Directory.Move(Folder["m"], Folder["moved"]);
        Run("--maps", "m=moved", "--out", "out").IsDone();
        WriteAlone("moved", [Tensor.Zeros(4, 4), Explained(1), Explained(2)]);
        Run("--maps", "m=moved", "--out", "out").IsRefused("other maps");
        Run("--maps", "m=moved", "--channels", "max-absolute", "--out", "out").IsRefused("other maps");
    }

    [Test]
    public void A_run_is_repeated_from_its_file_and_from_a_configuration()
    {
        WriteAlone("m", [.. Enumerable.Range(0, 3).Select(Explained)]);
        Run("--maps", "m=m", "--out", "out").IsDone();
        CliRun.Of(Folder.Path, "run", "out/run.json", "--out", "again").IsDone();
        File.WriteAllText(Folder["my.json"], $$"""
            { "datasets": ["tiny"], "methods": ["input-x-gradient"], "metrics": ["{{string.Join("\", \"", Metrics)}}"],
              "maps": ["m=m"], "channels": "sum" }
            """);
        CliRun.Of(Folder.Path, "run", "my.json", "--out", "file").IsDone();
        Assert.That(File.ReadAllText(Folder["again/scores.csv"]), Is.EqualTo(File.ReadAllText(Folder["out/scores.csv"])));
        Assert.That(File.ReadAllText(Folder["file/scores.csv"]), Is.EqualTo(File.ReadAllText(Folder["out/scores.csv"])));
    }

    [Test]
    public void Shards_with_maps_make_the_whole_run()
    {
        WriteAlone("m", [.. Enumerable.Range(0, 3).Select(Explained)]);
        Run("--maps", "m=m", "--out", "whole").IsDone();
        Run("--maps", "m=m", "--shard", "1/2", "--out", "s1").IsDone();
        Run("--maps", "m=m", "--shard", "2/2", "--out", "s2").IsDone();
        var merged = CliRun.Of(Folder.Path, "merge", "s1", "s2", "--out", "merged");
        merged.IsDone();
        Assert.That(File.ReadAllText(Folder["merged/scores.csv"]), Is.EqualTo(File.ReadAllText(Folder["whole/scores.csv"])));
        Assert.That(File.ReadAllText(Folder["merged/shuffled.csv"]), Is.EqualTo(File.ReadAllText(Folder["whole/shuffled.csv"])));
    }

    [Test]
    public void Plan_and_run_say_which_metrics_have_no_number_of_maps()
    {
        WriteAlone("m", [.. Enumerable.Range(0, 3).Select(Explained)]);
        const string note = "maps:m: no number for max-sensitivity";
        var plan = CliRun.Of(
            Folder.Path, ["plan", "--dataset", "tiny", "--method", "input-x-gradient", "--metric", .. Metrics, "--maps", "m=m"]);
        plan.IsDone();
        Assert.That(plan.Out, Does.Contain(note).And.Contain("maps:m: 3 maps in ").And.Contain("input-x-gradient"));
        Assert.That(Run("--maps", "m=m", "--out", "out").Error, Does.Contain(note));
    }

    [Test]
    public void A_published_run_says_what_cannot_be_recomputed_and_the_rest_is()
    {
        WriteAlone("m", [.. Enumerable.Range(0, 3).Select(Explained)]);
        Run("--maps", "m=m", "--out", "out").IsDone();
        var pack = CliRun.Of(Folder.Path, "pack", "out", "--out", "b.zip");
        Assert.That(pack.Error, Does.Contain("The numbers of maps:m cannot be recomputed elsewhere"));
        Directory.Delete(Folder["m"], recursive: true);
        var verify = CliRun.Of(Folder.Path, "verify", "b.zip", "--cells", "all");
        verify.IsDone();
        Assert.That(verify.Error, Does.Contain("Not recomputed, since their maps come from files or commands").And.Contain("maps:m"));
    }

    private CliRun Run(params IReadOnlyList<string> more) => CliRun.Of(
        Folder.Path, ["run", "--dataset", "tiny", "--method", "input-x-gradient", "--metric", .. Metrics, .. more]);

    private Tensor Explained(int image)
    {
        var folder = $"explained-{image}";
        if (!Directory.Exists(Folder[folder]))
            CliRun.Of(
                Folder.Path, "explain", "--model", "datasets/tiny/models/linear/model.onnx", "--image", $"datasets/tiny/{image}.png",
                "--preprocessing", "datasets/tiny/dataset.json", "--method", "input-x-gradient", "--target", "1", "--raw", "--format",
                "npy", "--out", folder).IsDone();
        return NpyFile.Read(Folder[$"{folder}/input-x-gradient.npy"]);
    }

    private void WriteAlone(string folder, IReadOnlyList<Tensor> maps, Func<string, string>? name = null)
    {
        Directory.CreateDirectory(Folder[folder]);
        for (var i = 0; i < maps.Count; i++)
            NpyFile.Write(Folder[$"{folder}/{(name ?? (id => id))($"image-{i}")}.npy"], maps[i]);
    }

    private void WriteArray(string file, IReadOnlyList<Tensor> maps)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[file])!);
        NpyFile.Write(Folder[file], new Tensor([.. maps.SelectMany(m => m.Values)], maps.Count, 4, 4));
    }
}
