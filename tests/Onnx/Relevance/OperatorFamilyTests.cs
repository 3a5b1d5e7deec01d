using VisEval.Onnx.Gradients;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Onnx.Relevance;

public sealed class OperatorFamilyTests
{
    [Test]
    public void Every_operator_with_a_gradient_has_a_stated_family() =>
        Assert.That(GradientTable.Standard.Keys.Where(op => !OperatorFamilies.ByOperator.ContainsKey(op)), Is.Empty);
}
