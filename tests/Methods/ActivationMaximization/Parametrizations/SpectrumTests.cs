using System.Numerics;
using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Parametrizations;

namespace VisEval.Tests.Methods.ActivationMaximization.Parametrizations;

/// <summary>Transforms against naive sums, and planes of spectra against their checks.</summary>
public sealed class SpectrumTests
{
    [Test]
    public void The_transform_is_the_sum_it_stands_for([Values(1, 2, 3, 4, 7, 8, 12, 15, 28, 35, 64)] int length, [Values] bool inverse)
    {
        const int lanes = 3;
        var (real, imaginary) = (Adjoint.Draw(length * lanes, 5), Adjoint.Draw(length * lanes, 6));
        var (a, b) = ((float[])real.Clone(), (float[])imaginary.Clone());
        new Fft(length).Transform(a, b, inverse);
        for (var lane = 0; lane < lanes; lane++)
            for (var k = 0; k < length; k++)
            {
                var sum = Complex.Zero;
                for (var j = 0; j < length; j++)
                    sum += new Complex(real[j * lanes + lane], imaginary[j * lanes + lane])
                        * Complex.FromPolarCoordinates(1, (inverse ? 2 : -2) * Math.PI * j * k / length);
                Assert.That(a[k * lanes + lane], Is.EqualTo(sum.Real).Within(2e-5 * length));
                Assert.That(b[k * lanes + lane], Is.EqualTo(sum.Imaginary).Within(2e-5 * length));
            }
    }

    [TestCase(2, 6, 8)]
    [TestCase(3, 5, 7)]
    [TestCase(1, 28, 28)]
    public void Planes_come_back_from_their_half_spectrum_and_the_map_has_its_transpose(int planes, int height, int width)
    {
        var spectrum = new RealPlanes(planes, height, width);
        var plane = Adjoint.Draw(planes * height * width, 7);
        var (real, imaginary) = (new float[spectrum.SpectrumLength], new float[spectrum.SpectrumLength]);
        spectrum.Forward(plane, real, imaginary);
        var back = new float[plane.Length];
        spectrum.Inverse(real, imaginary, back);
        Assert.That(back, Is.EqualTo(plane).Within(1e-5));
        var half = spectrum.SpectrumLength;
        Adjoint.Holds(
            2 * half, plane.Length,
            z =>
            {
                var result = new float[plane.Length];
                spectrum.Inverse(z.AsSpan(0, half), z.AsSpan(half), result);
                return result;
            },
            g =>
            {
                var result = new float[2 * half];
                spectrum.Transpose(g, result.AsSpan(0, half), result.AsSpan(half));
                return result;
            });
    }

    [Test]
    public void Fourier_planes_of_a_lone_constant_are_a_quarter()
    {
        var planes = new FourierPlanes(new ImageSize(1, 8, 8), 1, 0);
        var parameters = new float[planes.Count];
        parameters[0] = 1;
        Assert.That(Apply(planes, parameters, 64), Is.All.EqualTo(0.25).Within(1e-6));
    }

    [TestCase(32, 0.0156)]
    [TestCase(64, 0.0173)]
    [TestCase(128, 0.0188)]
    public void Fourier_planes_start_with_the_known_deviation(int side, double expected)
    {
        var size = new ImageSize(3, side, side);
        var planes = new FourierPlanes(size, 1, 0.01);
        var squares = Enumerable.Range(0, 4).Average(i =>
            Apply(planes, planes.Start(Seed.Of(i).Random()), size.Length).Average(v => (double)v * v));
        Assert.That(Math.Sqrt(squares), Is.EqualTo(expected).Within(0.002));
    }

    [TestCase(3, 6, 8, 1)]
    [TestCase(1, 7, 5, 1.5)]
    public void Fourier_planes_have_their_transpose(int channels, int height, int width, double power)
    {
        var planes = new FourierPlanes(new ImageSize(channels, height, width), power, 0.01);
        var length = channels * height * width;
        Adjoint.Holds(planes.Count, length, z => Apply(planes, z, length), g => Transpose(planes, new float[planes.Count], g));
    }

    [Test]
    public void Fourier_and_pixel_parametrizations_of_the_same_picture_agree()
    {
        var size = new ImageSize(3, 6, 9);
        var picture = Adjoint.Draw(size.Length, 8, 0.05, 0.95);
        var (fourier, pixels) = (new FourierPlanes(size, 1, 0), new Pixels(size, 0));
        var map = new PictureMap(fourier, size, mixes: true);
        var planes = map.PlanesOf(picture);
        var (byFourier, byPixels) = (new float[size.Length], new float[size.Length]);
        map.Apply(fourier.Encode(planes), byFourier);
        new PictureMap(pixels, size, mixes: true).Apply(planes, byPixels);
        Assert.That(byPixels, Is.EqualTo(picture).Within(1e-5));
        Assert.That(byFourier, Is.EqualTo(picture).Within(1e-5));
    }

    [Test]
    public void Only_the_phases_of_phase_planes_move()
    {
        var size = new ImageSize(2, 8, 10);
        var spectrum = new RealPlanes(2, 8, 10);
        var magnitude = Adjoint.Draw(spectrum.SpectrumLength, 9, 0.1, 2);
        var planes = new PhasePlanes(size, magnitude, standardised: false);
        var plane = new float[size.Length];
        planes.Unscaled(planes.Start(Seed.Of(3).Random()), plane);
        var (real, imaginary) = (new float[magnitude.Length], new float[magnitude.Length]);
        spectrum.Forward(plane, real, imaginary);
        for (var i = 0; i < magnitude.Length; i++)
            if (spectrum.Multiplicity(i % spectrum.Half) == 2)
                Assert.That(Math.Sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]), Is.EqualTo(magnitude[i]).Within(1e-4));
    }

    [Test]
    public void Phase_planes_have_mean_0_and_deviation_1_and_their_derivative([Values] bool standardised)
    {
        var size = new ImageSize(3, 6, 6);
        var magnitude = Adjoint.Draw(new RealPlanes(3, 6, 6).SpectrumLength, 9, 0.1, 2);
        var planes = new PhasePlanes(size, magnitude, standardised);
        var start = planes.Start(Seed.Of(3).Random());
        var values = Apply(planes, start, size.Length);
        Assert.That(values.Average(v => (double)v), Is.Zero.Within(1e-6));
        Assert.That(values.Average(v => (double)v * v), Is.EqualTo(1).Within(1e-5));
        Adjoint.Differentiates(start, size.Length, z => Apply(planes, z, size.Length), (z, g) => Transpose(planes, z, g));
    }

    private static float[] Apply(IPlaneMap map, float[] parameters, int length)
    {
        var planes = new float[length];
        map.Apply(parameters, planes);
        return planes;
    }

    private static float[] Transpose(IPlaneMap map, float[] parameters, float[] gradient)
    {
        var result = new float[map.Count];
        map.Transpose(parameters, gradient, result);
        return result;
    }
}
