namespace VisEval.Methods;

/// <summary>A method that explains the difference to one or several baselines, or to reference images.</summary>
public interface IBaselineMethod : IAttributionMethod
{
    /// <summary>Baselines joined by <c>+</c>; null for the reference images, and where there are none for
    /// <see cref="OwnBaselines"/>.</summary>
    string? Baseline { get; }

    /// <summary>The baselines made of the image itself, joined by <c>+</c>.</summary>
    string OwnBaselines { get; }
}
