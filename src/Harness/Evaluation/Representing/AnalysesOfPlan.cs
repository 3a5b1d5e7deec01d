namespace VisEval.Harness.Evaluation.Representing;

/// <summary>What a plan looks for in layers.</summary>
internal static class AnalysesOfPlan
{
    extension(Plan plan)
    {
        /// <summary>What is looked for in the layers of networks, one for every dataset, in order.</summary>
        public IReadOnlyList<AnalysisJob> Analyses => [.. plan.Further.OfType<AnalysisJob>()];
    }
}
