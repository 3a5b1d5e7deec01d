using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Parametrizations;
using VisEval.Methods.ActivationMaximization.Transformations;
using VisEval.Methods.Shared.Optimization;

namespace VisEval.Methods.ActivationMaximization.Ascent;

/// <summary>One picture on its way up.</summary>
/// <param name="map">What is optimised.</param>
/// <param name="size">The picture's size.</param>
/// <param name="space">How it becomes input.</param>
/// <param name="descent">How the parameters follow the derivative.</param>
/// <param name="motion">How the network sees it.</param>
/// <param name="steps">The number of steps.</param>
/// <param name="seed">The seed of its draws.</param>
internal sealed class Climb(
    IPictureMap map, ImageSize size, PictureSpace space, IDescent descent, MotionOptions motion, int steps, Seed seed)
{
    private const double OpaqueFrom = 0.8;

    private readonly RandomSource _random = seed.For("views").Random();
    private readonly IPictureView[] _views = new IPictureView[motion.Views];
    private readonly float[] _downhill = new float[map.Count];
    private readonly List<ActivationStep> _course = [];
    private readonly double[] _moved = new double[size.Pixels];

    /// <summary>What is optimised.</summary>
    public float[] Parameters { get; } = map.Start(seed.For("start").Random());

    /// <summary>The picture of the parameters, C·H·W.</summary>
    public float[] Picture { get; } = new float[size.Length];

    /// <summary>The derivative of the response, less penalties, by the picture at the last step.</summary>
    public float[] Gradient { get; } = new float[size.Length];

    /// <summary>How the network sees it at this step.</summary>
    public IReadOnlyList<IPictureView> Views => _views;

    /// <summary>The response along the way.</summary>
    public IReadOnlyList<ActivationStep> Course => _course;

    /// <summary>How often no derivative reached the picture.</summary>
    public int FlatSteps { get; private set; }

    /// <summary>Whether none did at the last step.</summary>
    public bool IsFlat { get; private set; }

    /// <summary>Σ over the steps and channels of |derivative by the picture|, cut at its 80th percentile and divided by that; H×W in
    /// [0, 1], 0 where no derivative reached (Fel et al., 2023).</summary>
    public Tensor Opacity()
    {
        var most = Quantiles.Linear<double>(_moved.Order().ToArray(), OpaqueFrom);
        return new Tensor(Array.ConvertAll(_moved, v => most > 0 ? (float)Math.Min(v / most, 1) : 0), size.Height, size.Width);
    }

    /// <summary>Writes the inputs that the network is to see at a step.</summary>
    /// <param name="step">The number of steps taken before.</param>
    /// <param name="inputs">A batch.</param>
    /// <param name="first">Where the views of this picture start in it.</param>
    public void Show(int step, Tensor inputs, int first)
    {
        map.Apply(Parameters, Picture);
        for (var v = 0; v < _views.Length; v++)
        {
            _views[v] = motion.Draw(_random, size, (double)step / steps);
            var view = Tensor.Zeros(1, size.Channels, size.Height, size.Width);
            _views[v].Show(Picture, size.Height, size.Width, view.Values);
            motion.AddNoise(_random, view.Values);
            space.ToInput(view).Values.CopyTo(inputs.Item(first + v));
        }
    }

    /// <summary>Takes the mean of the responses and of the derivatives over the views.</summary>
    /// <param name="step">The number of steps taken before.</param>
    /// <param name="values">The responses to the batch.</param>
    /// <param name="gradients">The derivatives by the inputs.</param>
    /// <param name="first">Where the views of this picture start.</param>
    public void Learn(int step, double[] values, Tensor gradients, int first)
    {
        _course.Add(new ActivationStep(step, values.AsSpan(first, _views.Length).ToArray().Average()));
        Array.Clear(Gradient);
        var back = new float[size.Length];
        for (var v = 0; v < _views.Length; v++)
        {
            var byView = space.Transpose(gradients.Items(first + v, 1)).Values;
            _views[v].Transpose(byView, size.Height, size.Width, back);
            for (var i = 0; i < back.Length; i++)
                Gradient[i] += back[i] / _views.Length;
        }
        IsFlat = !Gradient.AsSpan().ContainsAnyExcept(0);
        FlatSteps += IsFlat ? 1 : 0;
        for (var i = 0; i < Gradient.Length; i++)
            _moved[i % size.Pixels] += Math.Abs(Gradient[i]);
    }

    /// <summary>One step uphill along <see cref="Gradient"/>.</summary>
    public void Step()
    {
        map.Transpose(Parameters, Picture, Gradient, _downhill);
        foreach (ref var value in _downhill.AsSpan())
            value = -value;
        descent.Step(Parameters, _downhill);
    }

    /// <summary>The picture at the end, cut to [0, 1].</summary>
    public Tensor Finished()
    {
        map.Apply(Parameters, Picture);
        return new Tensor(Array.ConvertAll(Picture, p => Math.Clamp(p, 0, 1)), size.Channels, size.Height, size.Width);
    }
}
