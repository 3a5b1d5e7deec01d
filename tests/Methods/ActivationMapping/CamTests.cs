using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

/// <summary>CAM, and what other methods are where it applies.</summary>
public sealed class CamTests
{
    [Test]
    public void It_is_Grad_CAM_without_ReLU_times_the_number_of_places()
    {
        var cam = new Cam().Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var gradCam = new GradCam(Relu: false).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
            Assert.That(cam[n].Values.Values, Is.EqualTo(gradCam[n].Values.Values.Select(v => 12 * v)).Within(1e-5));
    }

    [Test]
    public void Its_mean_is_the_logit_less_the_bias()
    {
        var cam = new Cam().Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[0].Values.Values;
        var bias = LayerView.Model.After("relu2", LayerView.Batch.Values.ItemTensor(0)).Predict(Tensor.Zeros(1, 5, 3, 4)).Logit(0, 3);
        Assert.That(cam.Average() + bias, Is.EqualTo(LayerView.Model.Predict(LayerView.Batch.Values).Logit(0, 3)).Within(1e-5));
    }

    [Test]
    public void HiResCAM_is_Grad_CAM_there_and_XGrad_CAM_too()
    {
        var gradCam = new GradCam(Relu: false).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var hires = new HiresCam().Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var xgrad = new XGradCam(Relu: false).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
        {
            Assert.That(hires[n].Values.Values, Is.EqualTo(gradCam[n].Values.Values).Within(1e-6));
            Assert.That(xgrad[n].Values.Values, Is.EqualTo(gradCam[n].Values.Values).Within(1e-6));
        }
    }

    [Test]
    public void A_layer_that_more_follows_is_refused_with_where_it_would_apply()
    {
        var refusal =
            Assert.Throws<NotApplicableException>(() => new Cam("relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets));
        Assert.That(refusal!.Why, Is.EqualTo("no-pooled-head"));
        Assert.That(refusal.Message, Does.Contain("'relu1'").And.Contain("relu2"));
    }

    [TestCase("vggish")]
    [TestCase("convnextish")]
    [Category("Engine")]
    public void A_network_with_another_head_is_refused(string network)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        var batch = Images.Random(model.Input, 1, seed: 3);
        var refusal = Assert.Throws<NotApplicableException>(() => new Cam().Explain(model, batch, [0]));
        Assert.That(refusal!.Message, Does.Contain(model.Network.CamTensor).And.Contain("grad-cam"));
    }
}
