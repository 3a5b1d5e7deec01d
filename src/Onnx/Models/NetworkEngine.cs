using System.Collections.Concurrent;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Models;

/// <summary>Runs the recipes of one file: one program for every question to a network, kept while there is room.</summary>
/// <remarks>Random weights are drawn when a program is made and not kept: a network of fifty layers has fifty randomized copies.</remarks>
/// <param name="options">Threads and memory.</param>
/// <param name="stop">Stops whatever the engine does.</param>
internal sealed class NetworkEngine(EngineOptions options, CancellationToken stop) : IDisposable
{
    private readonly ProgramCache _programs = new(options.KeptMegabytes * 1_000_000L);
    private readonly ConcurrentDictionary<NetworkRecipe, Lazy<LoadedNetwork>> _networks = new();

    /// <summary>The programs kept.</summary>
    public int KeptPrograms => _programs.Count;

    /// <summary>A recipe's network with the weights of the file: for everything that does not depend on the weights.</summary>
    public LoadedNetwork Structure(NetworkRecipe recipe) => _networks.GetOrAdd(
        recipe.WithTrainedWeights(),
        trained => new Lazy<LoadedNetwork>(() => RuntimeMessage.Guard(trained.File.Path, trained.Build))).Value;

    /// <summary>A recipe's graph with its own weights.</summary>
    public Graph GraphOf(NetworkRecipe recipe) =>
        recipe.DrawsWeights ? RuntimeMessage.Guard(recipe.File.Path, recipe.Build).Graph : Structure(recipe).Graph;

    /// <summary>Asks for the scores and the values of some tensors.</summary>
    public T Forward<T>(NetworkRecipe recipe, IReadOnlyList<string> tensors, Func<NetworkProgram, T> question) => _programs.Use(
        new ProgramKey(recipe, null, new ValueList<string>(tensors)),
        () =>
        {
            var network = Structure(recipe);
            return new NetworkProgram(network, options, network.Forward(GraphOf(recipe), tensors), null, [], [], stop: stop);
        },
        question);

    /// <summary>Asks for the scores, the values of some tensors, and the derivatives of the scores by them.</summary>
    /// <param name="recipe">The network.</param>
    /// <param name="of">The tensors to differentiate with respect to.</param>
    /// <param name="rules">The rules of the pass.</param>
    /// <param name="question">What is asked of the program.</param>
    /// <param name="from">The inner tensor that stands in the place of the scores; null for the scores.</param>
    public T Backward<T>(
        NetworkRecipe recipe, IReadOnlyList<string> of, RuleSet rules, Func<NetworkProgram, T> question, string? from = null) =>
        _programs.Use(
        new ProgramKey(recipe, rules.Identity, new ValueList<string>(of), from),
        () =>
        {
            var whole = Structure(recipe);
            var network = from is null ? whole : whole with { Scores = from };
            var backward = network.Backward(GraphOf(recipe), of, rules);
            return new NetworkProgram(network, options, backward.Graph, backward.Seed, backward.Gradients, of, backward.Reference, stop);
        },
        question);

    /// <summary>Gives up the programs of a recipe, and of those that go on where it ends.</summary>
    public void Drop(NetworkRecipe recipe) => _programs.Drop(key => key.Recipe.Continues(recipe));

    /// <inheritdoc/>
    public void Dispose() => _programs.Dispose();
}
