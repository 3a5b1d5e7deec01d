using System.Globalization;
using VisEval.Core;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Onnx.Loading.Fuzzing;

/// <summary>Broken models are refused with a sentence, or work; they never end the process and never hang.</summary>
public class FuzzTests
{
    // VISEVAL_FUZZ="first,count" runs others; the last one is in a file if the process ends.
    private static readonly int[] Range = [.. (Environment.GetEnvironmentVariable("VISEVAL_FUZZ") ?? "0,300").Split(',')
        .Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    [Test]
    public void Broken_models_are_refused_or_work()
    {
        var failures = new List<string>();
        var trace = Environment.GetEnvironmentVariable("VISEVAL_FUZZ_TRACE");
        for (var seed = Range[0]; seed < Range[0] + Range[1]; seed++)
        {
            var random = Seed.Of(seed).For("fuzz").Random();
            var model = Victims.All[random.NextInt(Victims.All.Count)];
            using var file = new TemporaryModel(Mutation.Of(model, Victims.All[random.NextInt(Victims.All.Count)], random));
            if (trace is not null)
            {
                File.WriteAllText(trace, $"{seed}");
                File.Copy(file.Path, $"{trace}.onnx", overwrite: true);
            }
            var clock = System.Diagnostics.Stopwatch.StartNew();
            try
            {
                Use(file.Path);
            }
            catch (Exception error) when (error is InputException or NoGradientRuleException)
            {
                if (!error.Message.Contains(file.Path, StringComparison.Ordinal) && error is InputException)
                    failures.Add($"{seed}: does not name the file: {error.Message}");
            }
            catch (Exception error)
            {
                failures.Add($"{seed}: {error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")} "
                    + $"{error.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("VisEval", StringComparison.Ordinal))?.Trim()}");
            }
            if (clock.Elapsed.TotalSeconds > 10)
                failures.Add($"{seed}: took {clock.Elapsed.TotalSeconds:0} s");
        }
        Assert.That(failures, Is.Empty, string.Join(Environment.NewLine, failures));
    }

    [Test]
    public void What_is_broken_works_whole()
    {
        foreach (var model in Victims.All)
        {
            using var file = new TemporaryModel(model);
            using var opened = OnnxModel.Open(file.Path);
            Assert.That(opened.ClassCount, Is.GreaterThan(2));
        }
    }

    private static void Use(string path)
    {
        using var model = OnnxModel.Open(path);
        var images = Tensor.Zeros(2, model.Input.Channels, model.Input.Height, model.Input.Width);
        Array.Fill(images.Values, 0.5f);
        model.Predict(images);
        model.Gradient(images, ModelExtensions.OneHot([0, 1], model.ClassCount), [model.InputTensor], RuleSet.Standard);
    }
}
