namespace VisEval.Methods;

/// <summary>A method that combines explanations of another one.</summary>
public interface IWrapperMethod : IAttributionMethod
{
    /// <summary>The inner method.</summary>
    IAttributionMethod Method { get; }
}
