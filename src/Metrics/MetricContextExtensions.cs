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
        /// <summary>The explained image, normalised, 1×C×H×W.</summary>
        public Tensor Image => context.Explanation.Image;

        /// <summary>The class the explanation is for.</summary>
        public int Target => context.Explanation.Target;

        /// <summary>The explanation as the method defines it.</summary>
        public Attribution Attribution => context.Explanation.Attribution;

        /// <summary>The explanation as one value a pixel at the input's size.</summary>
        public SaliencyMap Map => context.Explanation.Map;

        /// <summary>The classes the dataset says are in the image, possibly none.</summary>
        public IReadOnlyList<int> Labels => context.Annotation.Labels;

        /// <summary>Where the target is, or null where the dataset does not say.</summary>
        public GroundTruth? Truth => context.Annotation.TruthOf(context.Target);

        /// <summary>The model's output for the image; computed once.</summary>
        public ClassScores Output => context.ShareForImage(new OutputKey(), () => context.Model.Predict(context.Image));

        /// <summary>Explains images (N×C×H×W) for one class; see <see cref="IReexplanation.Explain"/>.</summary>
        public IReadOnlyList<Attribution> Explain(Tensor images, int target, ModelVariant variant) =>
            context.Reexplanation.Explain(images, target, variant);

        /// <summary>Explains another image (1×C×H×W) for the same class.</summary>
        public Attribution Explain(Tensor image) => context.Explain(image, context.Target, ModelVariant.Trained)[0];

        /// <summary>Explains the same image for the same class on a changed copy of the model; computed once.</summary>
        public Attribution ExplainOn(ModelVariant variant) =>
            context.Share(new RandomizedKey(variant), () => context.Explain(context.Image, context.Target, variant)[0]);

        /// <summary>Explains the same image for another class; computed once.</summary>
        public Attribution ExplainAs(int target) => target == context.Target
            ? context.Attribution
            : context.Share(new ClassKey(target), () => context.Explain(context.Image, target, ModelVariant.Trained)[0]);
    }
}
