using VisEval.Core;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Methods.Representation.Contracts;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation.Representing;

public sealed class AnalysisRunTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void A_cancellation_that_nobody_asked_for_is_a_failure_of_the_analysis_also_from_several_threads(bool isParallel)
    {
        var (failures, found) = (new List<string>(), 0);
        AnalysisRun.All(
            Study, [Named(new Slow(isParallel)), Named(new Slow(isParallel)), Named(new Quick())], _ => { },
            (_, _) => found++, (_, error) => failures.Add(error));
        Assert.That(failures, Is.EqualTo(Enumerable.Repeat("TaskCanceledException: the layer took too long", 2)));
        Assert.That(found, Is.EqualTo(1));
    }

    [Test]
    public void One_by_the_run_is_none()
    {
        using var stop = new CancellationTokenSource();
        Assert.That(
            () => AnalysisRun.All(
                Study with { Stop = stop.Token }, [Named(new Slow(false))], _ => stop.Cancel(), (_, _) => { }, (_, _) => { }),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static Study Study =>
        MadeUpStudy.Of(LinearModel.Random(new ImageSize(1, 2, 2), 2, 1), ["layer"], MadeUpStudy.Images(new ImageSize(1, 2, 2), 2, 1), 2);

    private static NamedAnalysis Named(IRepresentationAnalysis analysis) =>
        new(new Unit<IRepresentationAnalysis>("a", "a", analysis), "a");

    private sealed record Slow(bool IsParallel) : IRepresentationAnalysis
    {
        public IEnumerable<string> Objections(Study study) => [];

        public Findings Analyse(Study study)
        {
            if (IsParallel)
                Parallel.For(0, 4, _ => throw new TaskCanceledException("the layer took too long"));
            throw new TaskCanceledException("the layer took too long");
        }
    }

    private sealed record Quick : IRepresentationAnalysis
    {
        public IEnumerable<string> Objections(Study study) => [];

        public Findings Analyse(Study study) => new([], []);
    }
}
