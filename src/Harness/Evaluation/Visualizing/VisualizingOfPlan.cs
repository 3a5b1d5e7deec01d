namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>What a plan shows of units.</summary>
internal static class VisualizingOfPlan
{
    extension(Plan plan)
    {
        /// <summary>What is shown of the units of networks, one for every dataset and network, in order.</summary>
        public IReadOnlyList<NetworkVisualizing> Visualizing => [.. plan.Further.OfType<NetworkVisualizing>()];
    }
}
