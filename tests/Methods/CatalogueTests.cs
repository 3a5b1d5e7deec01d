using System.Reflection;
using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Backpropagation;
using VisEval.Methods.Perturbation;

namespace VisEval.Tests.Methods;

/// <summary>The facts that every method must carry.</summary>
public sealed class CatalogueTests
{
    private static readonly Catalogue<IAttributionMethod> Methods = new(typeof(IAttributionMethod).Assembly);

    // The names that the command line promises; scripts depend on them.
    private static readonly string[] Promised =
    [
        "ablation-cam", "attention-rollout", "blur-ig", "cam", "center", "clrp", "contrastive-excitation-backprop", "deconvnet",
        "deep-taylor", "deeplift", "deepshap", "dff", "eigen-cam", "eigen-grad-cam", "elementwise-grad-cam", "excitation-backprop",
        "expected-gradients", "extremal-perturbation", "fem", "finer-cam", "fullgrad", "generic-attention", "grad-cam", "grad-cam++",
        "gradient", "group-cam", "guided-backprop", "guided-grad-cam", "guided-ig", "hires-cam", "hsic", "information-bottleneck",
        "input-magnitude", "input-x-gradient", "integrated-gradients", "is-cam", "kernel-shap", "kpca-cam", "layer-cam",
        "layer-conductance", "lift-cam", "lime", "lrp-alpha2-beta1", "lrp-epsilon", "lrp-epsilon-gamma-box", "lrp-epsilon-plus",
        "lrp-epsilon-plus-flat", "meaningful-perturbation", "model-attention", "occlusion", "opti-cam", "poly-cam",
        "prediction-difference", "random", "rap", "recipro-cam", "rect-grad", "relevance-cam", "rise", "score-cam", "sglrp",
        "shapley-sampling", "smooth-fullgrad", "smooth-grad-cam++", "smoothgrad", "sobel", "sobol", "squaregrad", "ss-cam", "uniform",
        "vargrad", "vit-cx", "xgrad-cam", "xrai",
    ];

    public static IEnumerable<CatalogueEntry> Entries => Methods.Entries;

    public static IEnumerable<CatalogueEntry> All => Methods.Entries.Concat(Methods.Wrappers);

    [Test]
    public void The_promised_methods_exist() => Assert.That(Methods.Entries.Select(e => e.Name), Is.SupersetOf(Promised));

    [Test]
    public void Every_method_in_the_assembly_is_named()
    {
        var types = typeof(IAttributionMethod).Assembly.GetTypes()
            .Where(t => t.IsClass && !t.IsAbstract && t.IsAssignableTo(typeof(IAttributionMethod)));
        Assert.That(types, Is.EquivalentTo(Methods.Entries.Concat(Methods.Wrappers).Select(e => e.Type)));
    }

    [TestCaseSource(nameof(All))]
    public void A_method_names_its_paper_its_needs_and_what_its_options_do(CatalogueEntry entry)
    {
        Assert.Multiple(() =>
        {
            Assert.That(entry.Name, Does.Match("^[a-z0-9]+(-[a-z0-9]+)*(\\+\\+)?$"));
            Assert.That(entry.Paper, Is.Not.Empty);
            Assert.That(entry.Year, Is.InRange(1960, 2100));
            Assert.That(entry.Type.GetCustomAttribute<NeedsAttribute>(), Is.Not.Null);
            Assert.That(entry.Type.GetCustomAttribute<PassesAttribute>(), Is.Not.Null);
        });
        foreach (var option in entry.Options)
            Assert.Multiple(() =>
            {
                Assert.That(option.About, Does.EndWith("."), option.Name);
                Assert.That(option.Range is not null, Is.EqualTo(option.Type == typeof(int) || option.Type == typeof(double)), option.Name);
                if (option.Range is { } range)
                    Assert.That(Convert.ToDouble(option.Default), Is.InRange(range.Minimum, range.Maximum), option.Name);
            });
    }

    [TestCaseSource(nameof(Entries))]
    public void A_method_can_be_made_by_its_name_alone(CatalogueEntry entry)
    {
        var unit = Methods.Create(entry.Name);
        Assert.That(unit.Key, Is.EqualTo(entry.Name));
        Assert.That(unit.Value, Is.InstanceOf(entry.Type));
    }

    [Test]
    public void The_options_of_the_command_line_are_understood() => Assert.Multiple(() =>
    {
        Assert.That(
            Methods.Create("integrated-gradients:steps=20,rule=riemann-middle,baseline=blur").Value,
            Is.EqualTo(new IntegratedGradients(20, QuadratureRule.RiemannMiddle, "blur")));
        Assert.That(
            Methods.Create("integrated-gradients:baseline=black+white").Value,
            Is.EqualTo(new IntegratedGradients(Baseline: "black+white")));
        Assert.That(Methods.Create("smoothgrad:samples=5,noise=0.1").Value, Is.EqualTo(new SmoothGrad(5, 0.1)));
        Assert.That(Methods.Create("occlusion:window=8,stride=4,fill=zero").Value, Is.EqualTo(new Occlusion(8, 4)));
        Assert.That(Methods.Create("lrp-epsilon:epsilon=1e-6").Key, Is.EqualTo("lrp-epsilon"));
        Assert.That(Methods.Create("lrp-epsilon-gamma-box:gamma=0.5,low=-2,high=3").Value, Is.EqualTo(new LrpEpsilonGammaBox(0.5, -2, 3)));
        Assert.That(Methods.Create("deeplift:baseline=blur").Value, Is.EqualTo(new DeepLift(Baseline.Blur)));
        Assert.That(Methods.Create("rise:masks=10,grid=3,probability=0.25").Value, Is.EqualTo(new Rise(10, 3, 0.25)));
        Assert.That(
            Methods.Create("integrated-gradients:steps=50,rule=gauss-legendre,baseline=zero").Key,
            Is.EqualTo("integrated-gradients"));
    });

    [TestCase("smoothgrad:samples=0", "from 1 to")]
    [TestCase("smoothgrad:noise=-0.1", "from 0 to")]
    [TestCase("integrated-gradients:steps=1", "from 2 to")]
    [TestCase("integrated-gradients:rule=simpson", "gauss-legendre | trapezoid | riemann-left | riemann-middle | riemann-right")]
    [TestCase(
        "integrated-gradients:baseline=grey",
        "zero | mean | black | white | darkest | brightest | blur | random, several joined by +")]
    [TestCase("rise:masks=0", "from 1 to")]
    [TestCase("rise:probability=0", "from 0.01 to 1")]
    [TestCase("occlusion:window=4,stride=5", "stride must be from 1 to 4")]
    [TestCase("lime:segments=9", "segments goes with segmentation=slic or segmentation=grid")]
    [TestCase("sobol:designs=30", "no power of two")]
    [TestCase("prediction-difference:patch=5", "patch must be at least 10")]
    [TestCase("prediction-difference:stride=11", "stride must be from 1 to 10")]
    [TestCase("extremal-perturbation:areas=0", "between 0 and 1")]
    [TestCase("score-cam:score=loss", "logit | probability")]
    [TestCase("grad-cam:relu=maybe", "true | false")]
    public void A_value_that_is_not_allowed_is_refused_with_what_is(string unit, string allowed) =>
        Assert.That(() => Methods.Create(unit), Throws.TypeOf<InputException>().With.Message.Contains(allowed));
}
