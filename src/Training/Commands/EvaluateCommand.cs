using VisEval.Training.Optimization;

namespace VisEval.Training.Commands;

/// <summary>Measures the accuracy of a trained model again and writes it into its model.json.</summary>
internal sealed class EvaluateCommand : ICommand
{
    public string Name => "evaluate";

    public string About => $"measures the accuracy of --model {TrainedModel.Choices}";

    public IReadOnlyList<string> Options => ["model", "seed", "out"];

    public int Run(CommandArguments arguments)
    {
        var model = TrainedModel.Named(arguments.Text("model", "plain"));
        var dataset = arguments.Text("out", DrawCommand.DefaultFolder);
        var accuracy = model.Accuracy(dataset, new TrainingSettings(model.Steps, Seed: arguments.Number("seed", 1)));
        model.Describe(dataset, accuracy);
        Console.WriteLine(FormattableString.Invariant($"{model.Name}: accuracy {accuracy:P1}"));
        return 0;
    }
}
