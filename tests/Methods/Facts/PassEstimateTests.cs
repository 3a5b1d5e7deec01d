using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Facts;

/// <summary>What a method says it costs is what it costs.</summary>
public sealed class PassEstimateTests
{
    public static IEnumerable<string> Names => QuickUnits.Names;

    [TestCaseSource(nameof(Names))]
    public void The_declared_passes_are_those_that_are_run(string name)
    {
        using var model = QuickUnits.ModelFor(name);
        AreRun(model, QuickUnits.Of(name), Images.Random(new ImageSize(3, 8, 8), 1, seed: 5));
    }

    [TestCaseSource(nameof(Names))]
    public void With_reference_images_too(string name)
    {
        using var model = QuickUnits.ModelFor(name);
        var size = new ImageSize(3, 8, 8);
        AreRun(model, QuickUnits.Of(name), Images.Random(size, 1, seed: 5).With(Images.Random(size, 7, seed: 6).Values));
    }

    [TestCase("deeplift", 2, 1)]
    [TestCase("deepshap", 10, 5)]
    [TestCase("deepshap:baseline=zero+black", 4, 2)]
    public void A_reference_is_run_forwards_with_its_image(string unit, int forwards, int backwards)
    {
        using var model = QuickUnits.ModelFor("gradient");
        var method = QuickUnits.Methods.Create(unit).Value;
        Assert.That(PassEstimate.Of(method, model), Is.EqualTo(new PassEstimate(forwards, backwards, false)));
        AreRun(model, method, Images.Random(new ImageSize(3, 8, 8), 1, seed: 5));
    }

    // Options that the formulas speak of, away from their defaults.
    [TestCase("occlusion:window=3,stride=2")]
    [TestCase("occlusion:window=9,stride=4")]
    [TestCase("integrated-gradients:steps=7,baseline=black+white+random")]
    [TestCase("clrp:contrast=negated")]
    [TestCase("prediction-difference:window=3,patch=5,stride=2,samples=2")]
    [TestCase("sobol:designs=4,grid=3")]
    [TestCase("extremal-perturbation:iterations=3,areas=0.1+0.2+0.3")]
    [TestCase("information-bottleneck:layer=middle+final,steps=2")]
    [TestCase("smooth:samples=3:augment:mirror=false:occlusion:window=4,stride=4")]
    [TestCase("augment:factors=0.5+1,scales=0.8+1:gradient")]
    [TestCase("score-cam:layer=middle+final")]
    [TestCase("ablation-cam:layer=middle")]
    [TestCase("recipro-cam:layer=input")]
    [TestCase("score-cam:layer=stages")]
    [TestCase("information-bottleneck:layer=stages,steps=2")]
    [TestCase("lift-cam:layer=stages")]
    [TestCase("group-cam:groups=2,layer=middle+final")]
    [TestCase("poly-cam:weight=shown")]
    [TestCase("poly-cam:weight=hidden,layer=middle+final")]
    [TestCase("dff:factors=2,layer=middle+final")]
    [TestCase("vit-cx:layer=middle+final")]
    public void Formulas_follow_the_options(string unit)
    {
        using var model = QuickUnits.ModelFor("gradient");
        AreRun(model, QuickUnits.Methods.Create(unit).Value, Images.Random(new ImageSize(3, 8, 8), 1, seed: 5));
    }

    private static void AreRun(OnnxModel model, IAttributionMethod method, ImageBatch batch)
    {
        var counting = new CountingModel(model);
        method.Explain(counting, batch, [1]);
        var declared = PassEstimate.Of(method, model, batch.Around(0).ReferenceCount);
        if (declared.AtMost)
        {
            Assert.That(counting.Forwards, Is.LessThanOrEqualTo(declared.Forwards).And.GreaterThan(declared.Forwards / 20));
            Assert.That(counting.Backwards, Is.LessThanOrEqualTo(declared.Backwards));
        }
        else
            Assert.That((counting.Forwards, counting.Backwards), Is.EqualTo((declared.Forwards, declared.Backwards)));
    }
}
