using System.Text.Json;
using VisEval.Core;
using VisEval.Tests.Testing;
using VisEval.Training.Commands;
using VisEval.Training.Optimization;

namespace VisEval.Tests.Training.Commands;

public sealed class TrainedModelTests
{
    private static readonly string Scenes = Path.Combine(Repository.Root, "datasets", "scenes");

    private static IEnumerable<string> Names => TrainedModel.Networks.Select(n => n.Name);

    [TestCaseSource(nameof(Names))]
    public void A_committed_model_is_as_accurate_as_its_description_says_and_small(string name)
    {
        var model = TrainedModel.Named(name);
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(model.Folder(Scenes), "model.json")));
        var stated = description.RootElement.GetProperty("accuracy").GetDouble();
        // One picture in 120 may fall either way where another processor rounds otherwise.
        Assert.That(model.Accuracy(Scenes, new TrainingSettings(model.Steps)), Is.EqualTo(stated).Within(0.01));
        Assert.That(stated, Is.GreaterThanOrEqualTo(0.95));
        Assert.That(description.RootElement.GetProperty("description").GetString(), Is.EqualTo(model.Network.About));
        Assert.That(new FileInfo(Path.Combine(model.Folder(Scenes), "model.onnx")).Length, Is.LessThanOrEqualTo(1_000_000));
    }

    [Test]
    public void A_model_that_does_not_exist_is_named_beside_the_nearest() =>
        Assert.That(() => TrainedModel.Named("branhc"), Throws.TypeOf<InputException>().With.Message.Contains("branch"));
}
