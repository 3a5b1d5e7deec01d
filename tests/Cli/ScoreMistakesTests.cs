using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary>Arguments and files that <c>score</c> refuses.</summary>
public sealed class ScoreMistakesTests
{
    private const int Pixels = 2 * 4;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        var b = new GraphBuilder();
        var weights = b.Weight("w", Constant.Of([.. Enumerable.Repeat(0.5f, Pixels * 2)], Pixels, 2));
        var logits = b.Input("image", ElementType.Float, null, 1, 2, 4).Map("Flatten").MatMul(weights);
        File.WriteAllBytes(_folder["linear.onnx"], OnnxFile.Write(b.Build([logits.Name])));
        NpyFile.Write(_folder["x.npy"], Tensor.Zeros(3, 1, 2, 4));
        NpyFile.Write(_folder["maps.npy"], Tensor.Zeros(3, 2, 4));
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Wrong_arguments_and_files_are_reported_all_at_once() =>
        CliRun.Of(
            _folder.Path, "score", "--model", "none.onnx", "--dataset", "no-such", "--maps", "none.npy",
            "--metric", "deletoin", "sparseness:depth=3", "deletion", "deletion:step=0",
            "--target", "a,-3", "--threads", "0", "--limit", "0", "--masks", "m.npy", "--channels", "mean", "--out", ".").IsRefused(
            "dataset 'no-such' is not known", "none.npy: the file cannot be read", "'deletoin' is not known. Did you mean 'deletion'",
            "has no option 'depth'",
            "metric 'deletion' is named 2 times", "--target a is not allowed; target is class indices",
            "--target -3: a class index is at least 0.",
            "--threads 0 is not allowed; threads is a whole number from 1 to 1024",
            "--limit 0 is not allowed; limit is a whole number of images, at least 1",
            "--masks and --boxes are for --input",
            "--channels mean is not allowed; channels is sum or max-absolute.", "is a folder; name a file");

    [Test]
    public void What_is_missing_is_named() =>
        CliRun.Of(_folder.Path, "score").IsRefused(
            "--model FILE is needed", "Either --dataset D or --input FILE.npy is needed", "--maps FILE.npy is needed",
            "--metric Y is needed");

    [TestCase("--target 2", "--target 2: the model has 2 classes, 0 to 1.")]
    [TestCase("--target 0,1", "2 classes for 3 images")]
    [TestCase(
        "--target 0,5 --maps two.npy", "2 classes for 3 images", "--target 5: the model has 2 classes",
        "two.npy' has the shape (2, 2, 4), 2 maps; 3 are needed, one for each image of 'x' in their order.")]
    [TestCase("--maps two.npy --metric x", "2 maps; 3 are needed", "metric 'x' is not known")]
    [TestCase("--maps flat.npy", "(3, 8); maps are N×H×W, N×1×H×W, or N×h×w of a layer")]
    [TestCase("--maps colour.npy", "(3, 3, 2, 4); maps are N×H×W, N×1×H×W")]
    [TestCase("--maps empty", "the folder holds no .npy file")]
    [TestCase("--maps linear.onnx", "not a .npy file")]
    [TestCase("--input wide.npy", "(1, 1, 2, 5); the model takes N×1×2×4")]
    [TestCase("--input nan.npy", "image 1 holds NaN")]
    [TestCase("--input nothing.npy --model none.onnx", "nothing.npy", "none.onnx")]
    [TestCase("--masks two.npy", "(2, 2, 4); masks are N×H×W, N×1×H×W or N×H×W×1, a single one H×W too: 3 are needed, one a map.")]
    [TestCase("--masks turned.npy", "(3, 4, 2); the array seems to be transposed", "exchanged: the input has 2 rows and 4 columns")]
    [TestCase("--maps turned.npy", "(3, 4, 2); the array seems to be transposed", "exchanged: the input has 2 rows and 4 columns")]
    [TestCase("--masks trimap.npy", "holds 3 values besides 0 (1, 2, 3), and what they mean is not stated", "--mask-values 1:255")]
    [TestCase("--masks trimap.npy --mask-values 1:1", "--mask-values 1:1 is not allowed")]
    [TestCase("--masks trimap.npy --mask-values x", "--mask-values x is not allowed; write the whole numbers of the target")]
    [TestCase("--mask-values 1", "--mask-values is for --masks")]
    [TestCase("--masks nan-mask.npy", "mask 1 holds NaN")]
    [TestCase("--boxes two.npy", "the header image,x0,y0,x1,y1 is needed")]
    [TestCase(
        "--boxes boxes.csv", "line 2: there is no image 3; there are 3, 0 to 2", "line 3: the box [1, 0, 1, 2] is empty",
        "line 5: the box [0, 0, 5, 2] reaches out", "line 6: '0,1,2,3' is not")]
    [TestCase("--metric runtime --maps two.npy", "metric 'runtime' is measured while a method explains", "3 are needed")]
    [TestCase("--limit 2", "--limit is for --dataset")]
    [TestCase("--dataset x", "not both")]
    [TestCase("--preprocessing colour.json", "The model takes 1 channels, but the preprocessing gives 3 (\"RGB\")")]
    public void What_does_not_fit_is_refused_and_nothing_is_written(string args, params string[] why)
    {
        NpyFile.Write(_folder["two.npy"], Tensor.Zeros(2, 2, 4));
        NpyFile.Write(_folder["turned.npy"], Tensor.Zeros(3, 4, 2));
        NpyFile.Write(_folder["trimap.npy"], new Tensor([.. Enumerable.Range(0, 3 * Pixels).Select(i => i % 3 + 1f)], 3, 2, 4));
        NpyFile.Write(_folder["flat.npy"], Tensor.Zeros(3, Pixels));
        NpyFile.Write(_folder["colour.npy"], Tensor.Zeros(3, 3, 2, 4));
        NpyFile.Write(_folder["wide.npy"], Tensor.Zeros(1, 1, 2, 5));
        NpyFile.Write(_folder["nan.npy"], new Tensor([.. new float[Pixels], .. Enumerable.Repeat(float.NaN, Pixels)], 2, 1, 2, 4));
        NpyFile.Write(
            _folder["nan-mask.npy"],
            new Tensor([.. new float[Pixels], .. Enumerable.Repeat(float.NaN, Pixels), .. new float[Pixels]], 3, 2, 4));
        File.WriteAllText(_folder["boxes.csv"], "image,x0,y0,x1,y1\n3,0,0,1,1\n0,1,0,1,2\n0,0,0,4,2\n1,0,0,5,2\n0,1,2,3\n");
        File.WriteAllText(_folder["colour.json"], """{ "channels": "RGB", "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1] }""");
        Directory.CreateDirectory(_folder["empty"]);
        string[] given = args.Split(' ');
        List<string> all = ["score", .. given];
        (string Option, string Value)[] options =
            [("--model", "linear.onnx"), ("--input", "x.npy"), ("--maps", "maps.npy"), ("--metric", "deletion"), ("--out", "s.csv")];
        foreach (var (option, value) in options)
            if (!given.Contains(option))
                all.AddRange([option, value]);
        CliRun.Of(_folder.Path, all).IsRefused(why);
        Assert.That(File.Exists(_folder["s.csv"]), Is.False);
    }
}
