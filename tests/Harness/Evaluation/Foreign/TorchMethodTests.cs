using System.ComponentModel;
using System.Diagnostics;
using VisEval.Core;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Methods.Backpropagation;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation.Foreign;

/// <summary>The sample in PyTorch, which differentiates by torch.autograd, gives the maps of our own input × gradient.</summary>
public sealed class TorchMethodTests
{
    private const string Script = "samples/external-method/input_times_gradient.py";

    [TestCase("plain")]
    [TestCase("residual")]
    public void Autograd_of_torch_gives_our_maps_on_the_network_and_on_a_randomized_one(string network)
    {
        using var model = OnnxModel.Open(Path.Combine(Repository.Root, "datasets/scenes/models", network, "model.onnx"));
        var batch = Images.Random(model.Input, 3, 1);
        int[] targets = [1, 4, 7];
        foreach (var (of, what) in new (IModel, string)[]
                 {
                     (model, "trained"), (model.Randomize([.. model.Network.WeightLayers.Take(2)], Seed.Of(1)), "randomized"),
                     (model.ShiftInput(0.5f), "shifted"),
                 })
            AssertAreOurs(of, batch, targets, what);
    }

    [Test]
    public void And_of_mosaics_whose_head_sees_all_images_or_one()
    {
        using var model = OnnxModel.Open(Path.Combine(Repository.Root, "datasets/scenes/models/residual/model.onnx"));
        var size = model.Input with { Height = 2 * model.Input.Height, Width = 2 * model.Input.Width };
        foreach (var (head, apart) in new (int?, bool)[] { (null, false), (2, false), (1, true) })
            AssertAreOurs(model.Enlarge(2, head, apart), Images.Random(size, 2, 1), [1, 4], $"mosaic, head {head}, apart {apart}");
    }

    private static void AssertAreOurs(IModel model, ImageBatch batch, IReadOnlyList<int> targets, string what)
    {
        var python = Python();
        using var external = new ExternalMethod
        {
            Command = new ExternalCommand(
                "external:torch", $"{python} {Script}", [python, Script], Repository.Root, TimeSpan.FromMinutes(5), null),
            Reduction = ChannelReduction.Sum,
        };
        var own = new InputXGradient().Explain(model, batch, targets);
        var maps = external.Explain(model, batch, targets);
        for (var i = 0; i < targets.Count; i++)
        {
            var largest = own[i].Values.Values.Max(MathF.Abs);
            Assert.That(maps[i].Values.Values, Is.EqualTo(own[i].Values.Values).Within(1e-5f * largest), $"{what}, image {i}");
        }
    }

    private static string Python()
    {
        string[] programs = ["/usr/bin/python3", "python3", "python"];
        return programs.FirstOrDefault(HasTorch)
            ?? throw new IgnoreException("No Python here has the packages torch and onnx (Debian: python3-torch python3-onnx).");
    }

    private static bool HasTorch(string program)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo(program, ["-c", "import torch, onnx, numpy"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            asked.StandardError.ReadToEnd();
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
