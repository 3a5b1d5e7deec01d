using VisEval.Core;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Models;

/// <summary>A model that is stopped while it opens or later answers no more questions.</summary>
public sealed class CancellationTests
{
    private static readonly Tensor Image = Tensor.Zeros(1, 3, 8, 8);

    [Test]
    public void Opening_can_be_stopped()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        var stopped = new CancellationToken(canceled: true);
        Assert.That(() => OnnxModel.Open(file.Path, stop: stopped), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_stopped_model_answers_nothing_and_neither_do_its_copies()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var stop = new CancellationTokenSource();
        using var model = OnnxModel.Open(file.Path, stop: stop.Token);
        var copy = model.Randomize(["fc"], Seed.Of(1));
        Assert.That(model.Predict(Image).Count, Is.EqualTo(1));
        stop.Cancel();
        Assert.That(() => model.Predict(Image), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => model.Gradient(Image, [0], "image"), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => copy.Predict(Image), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_gradient_check_stops_between_two_passes()
    {
        using var stop = new CancellationTokenSource();
        var passes = 0;
        var model = new FormulaModel(new ImageSize(3, 8, 8), x => [x.Sum(v => (double)v), 0], x =>
        {
            passes++;
            stop.Cancel();
            return [[.. x.Select(_ => 1.0)], new double[x.Length]];
        });
        Assert.That(
            () => GradientCheck.Run(model, Image, s => s.Logits, 8, Seed.Of(1), stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(passes, Is.EqualTo(1));
    }
}
