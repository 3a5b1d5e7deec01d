using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>A network whose answer for an image depends on the rest of the batch is refused when it is opened.</summary>
public sealed class BatchDependenceTests
{
    private static IEnumerable<TestCaseData> Depending =>
    [
        Case("mean of the batch", (_, x) => x - x.Mean(true, 0)),
        Case("softmax over the batch", (_, x) => x.Map("Softmax", ("axis", 0L))),
        Case("greatest of the batch", (b, x) => x / b.Op("ReduceMax", [x.Map("Abs"), b.Ints(0)])),
        Case("softmax over all", (_, x) => x.Reshape(1, -1).Map("Softmax", ("axis", 1L)).Reshape(-1, 4)),
    ];

    private static IEnumerable<TestCaseData> Independent =>
    [
        Case("softmax over the classes", (_, x) => x.Map("Softmax", ("axis", 1L))),
        Case("mean of the classes", (_, x) => x - x.Mean(true, 1)),
        Case("not a number", (_, x) => x.Map("Abs").Map("Neg").Map("Sqrt") + x),
    ];

    [TestCaseSource(nameof(Depending))]
    public void It_is_refused(Func<GraphBuilder, Value, Value> head)
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional(head));
        Assert.That(
            () => OnnxModel.Open(file.Path),
            Throws.TypeOf<InputException>().With.Message.Contains("other images of its batch").And.Message.Contains(file.Path));
    }

    [TestCaseSource(nameof(Independent))]
    public void What_answers_every_image_by_itself_is_opened(Func<GraphBuilder, Value, Value> head)
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional(head));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.ClassCount, Is.EqualTo(4));
    }

    private static TestCaseData Case(string name, Func<GraphBuilder, Value, Value> head) => new TestCaseData(head).SetArgDisplayNames(name);
}
