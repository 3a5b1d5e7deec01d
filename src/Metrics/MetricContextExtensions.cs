using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>Questions that several metrics ask.</summary>
public static class MetricContextExtensions
{
    private sealed record OutputKey;

    private sealed record RandomizedKey(ModelVariant Variant);

    private sealed record ClassKey(int Target);

    extension(IMetricContext context)
    {
        /// <summary>Where the target is, or null where the dataset does not say.</summary>
        public GroundTruth? Truth => context.TruthOf(context.Target);

        /// <summary>What the model says of the image; worked out once.</summary>
        public ClassScores Output => context.ShareForImage(new OutputKey(), () => context.Model.Predict(context.Image));

        /// <summary>Explains another image (1×C×H×W) for the same class.</summary>
        public Attribution Explain(Tensor image) => context.Explain(image, context.Target, ModelVariant.Trained)[0];

        /// <summary>Explains the same image for the same class on a changed copy of the model; worked out once.</summary>
        public Attribution ExplainOn(ModelVariant variant) =>
            context.Share(new RandomizedKey(variant), () => context.Explain(context.Image, context.Target, variant)[0]);

        /// <summary>Explains the same image for another class; worked out once.</summary>
        public Attribution ExplainAs(int target) => target == context.Target
            ? context.Attribution
            : context.Share(new ClassKey(target), () => context.Explain(context.Image, target, ModelVariant.Trained)[0]);
    }
}
